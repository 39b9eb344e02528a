/** The slips of the virtual printer, newest first; asks every two seconds. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { loadTexts, t } from "/assets/js/texts.js";

const EVERY_MS = 2000;
const slips = signal(/** @type {string[]} */ ([]));

function Paper() {
  return html`<header><h1>${t("kiosk-paper-title")}</h1>
      <p role="status">${slips.value.length ? t("kiosk-paper-count", { n: slips.value.length }) : t("kiosk-paper-empty")}</p></header>
    <main class="rolls">${slips.value.map((name) => html`<figure key=${name} class="roll">
      <img src="/paper/${name}.png" alt=${t("kiosk-paper-slip", { name })} loading="lazy" /><figcaption>${t("kiosk-paper-slip", { name })}</figcaption></figure>`)}</main>`;
}

async function follow() {
  const heard = await get("/api/paper").catch(() => null);
  if (heard && heard.slips.join() !== slips.value.join()) slips.value = heard.slips;
  setTimeout(follow, EVERY_MS);
}

await loadTexts("vi", ["kiosk"]);
render(html`<${Paper} />`, document.body);
follow();
