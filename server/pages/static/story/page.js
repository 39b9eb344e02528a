/** The story as a table: what happened in the hall, in order, and why; a page at a time, of what is asked for. */

import { html, render } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { loadPage, openLine } from "../frame.js";
import { Filters } from "./filters.js";
import { follow, page, readAsAsked, refused } from "./reading.js";
import { Rows } from "./rows.js";
import { Seal } from "./seal.js";

function Story() {
  if (!page.value) return html`<p class="page-wait" role="status">${refused.value || t("staff-loading")}</p>`;
  return html`
    <div class="told">
      <div class="told-head">
        <h1>${t("staff-page-story")}</h1>
        <${Seal} />
        <p class="told-intro">${t("staff-story-intro")}</p>
      </div>
      <${Filters} />
      <div role="alert">${refused.value && html`<p class="notice notice-bad">${refused.value}</p>`}</div>
      <${Rows} rows=${page.value.rows} />
    </div>`;
}

await loadPage(["story", "check"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Story} />`, main);
readAsAsked();
// Each board level means that the hall moved on: the story has a new row.
openLine({ board: follow });
