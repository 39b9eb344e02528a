/** The honesty page: what people were told of their wait, and how it came true, week by week. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Services } from "./services.js";
import { readAgain, refused, weeks } from "./state.js";
import { Weeks } from "./weeks.js";

/** The report changes with each call, and nobody reads it by the second. */
const PAUSE_MS = 60_000;

function Report() {
  if (!weeks.value) return html`<p class="page-wait" role="status">${refused.value || t("staff-loading")}</p>`;
  return html`
    <div class="promise-report">
      <div class="promise-head"><h1>${t("promise-page")}</h1><p>${t("promise-intro")}</p></div>
      <${Weeks} />
      <${Services} />
    </div>`;
}

let due = 0;

await loadTexts(document.documentElement.lang, ["staff", "promise"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Report} />`, main);
readAgain();
openLine({ board: () => { due ||= setTimeout(() => { due = 0; readAgain(); }, PAUSE_MS); } });
