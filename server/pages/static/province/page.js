/** The province's steering room: all halls in one table that reads itself again. */

import { effect, html, render } from "/assets/vendor/ui.js";
import { ageText, now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Choose } from "./choose.js";
import { heardAt, keepReading, lostSince, refused, view } from "./state.js";
import { Sums } from "./sums.js";
import { Table } from "./table.js";

function Province() {
  return html`<div class="province-page"><${Choose} /><${Found} /></div>`;
}

function Found() {
  if (refused.value) return html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`;
  if (!view.value) return html`<p class="page-wait" role="status">${t("staff-loading")}</p>`;
  return html`<${Sums} /><${Table} />`;
}

/** While the server is silent what it last said stays, grey, and the band says how old that is. */
function showBand() {
  const band = /** @type {HTMLElement} */ (document.getElementById("offline"));
  const lost = lostSince.value > 0;
  band.hidden = !lost;
  document.getElementById("main")?.classList.toggle("is-stale", lost);
  if (!lost) return;
  band.textContent = heardAt.value
    ? t("staff-offline-since", { clock: clock(heardAt.value), age: ageText(heardAt.value, now.value) })
    : t("staff-offline");
}

await loadTexts(document.documentElement.lang, ["staff", "report", "province"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Province} />`, main);
effect(showBand);
keepReading();
