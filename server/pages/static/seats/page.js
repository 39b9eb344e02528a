/** Where to sit: the counters, who is there, and one question before anybody is moved. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { listenToKeys } from "../console/keys.js";
import { Counter } from "./counter.js";
import { lines, own, refresh, seats, user } from "./state.js";

/** Where this browser sat last, while another has not taken note of it. */
const before = Number(sessionStorage.getItem("moiso_seat")) || null;

function Seats() {
  if (!seats.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  return html`
    <div class="seats">
      <div class="seats-head">
        <div><h1>${t("desk-seats-title")}</h1>${own !== null && html`<p class="quiet">${t("desk-seats-intro")}</p>`}</div>
        ${own !== null && html`<a class="button" href="/counter" data-keys="Escape">${t("desk-seat-back", { number: own })} <kbd>Esc</kbd></a>`}
      </div>
      <${Notice} />
      <ul class="seat-grid">${seats.value.map((counter) => html`<${Counter} key=${counter.number} counter=${counter} />`)}</ul>
    </div>`;
}

/** Why a clerk who worked a moment ago sees this page. */
function Notice() {
  if (own !== null) return null;
  const lost = before && seats.value?.find(({ number }) => number === before);
  const by = lost && lost.seat && lost.seat.user !== user ? lost.seat.user : null;
  return by
    ? html`<p class="notice seats-lost" role="alert"><span class="icon icon-users" aria-hidden="true"></span><span>${t("desk-seats-taken-over", { user: by, number: before ?? 0 })}</span></p>`
    : html`<p class="notice seats-none"><span class="icon icon-info" aria-hidden="true"></span><span>${t("desk-seats-none")}</span></p>`;
}

await loadTexts(document.documentElement.lang, ["staff", "desk"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Seats} />`, main);
listenToKeys();
await refresh();
// Every move of the hall brings its lines, and so does every change of seats.
openLine(
  { lines: (level) => { lines.value = level; void refresh(); } },
  // Our seat is another one now, by our own press or somebody else's: the desk knows which.
  { signed_out: () => location.assign("/counter") },
);
