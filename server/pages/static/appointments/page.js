/** The page of appointments: a day, a service, one press on a slot; the code is all that is asked of anybody. */

import { html, render } from "/assets/vendor/ui.js";
import { longDate } from "/assets/js/hallTime.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Choosing } from "./choosing.js";
import { Kept } from "./kept.js";
import { List } from "./list.js";
import { Slots } from "./slots.js";
import { board, chosen, day, list, readAgain, refused, services } from "./state.js";

/** In a rush the hall moves on several times a second; who books needs it once in a while. */
const PAUSE_MS = 1000;

function Appointments() {
  if (!services.value) return html`<p class="page-wait" role="status">${refused.value || t("staff-loading")}</p>`;
  if (!services.value.length && !day.value) return null;
  if (!services.value.length) return html`<div class="page-note"><h1>${t("appointments-page")}</h1><p>${t("appointments-not-kept")}</p></div>${list.value.length > 0 && html`<${List} />`}`;
  return html`
    <div class="booking">
      <section class="card offering" aria-labelledby="title">
        <h1 id="title">${t("appointments-page")}</h1>
        <${Choosing} />
        <p class="quiet offered-day">${longDate(`${day.value}T12:00:00Z`)}${chosen.value && ` · ${t("appointments-every", { minutes: chosen.value.every_min })}`}</p>
        <${Slots} />
      </section>
      <div class="side"><${Kept} /><${List} /></div>
    </div>`;
}

let due = 0;

await loadTexts(document.documentElement.lang, ["staff", "appointments"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Appointments} />`, main);
readAgain();
openLine({
  board: (level) => {
    board.value = level;
    clearTimeout(due);
    due = setTimeout(readAgain, PAUSE_MS);
  },
});
