/** The story as a table: what happened in the hall, in order, and why; filtered by ticket, counter, kind, or words. */

import { computed, html, render, signal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { loadPage, openLine } from "../frame.js";
import { Filters, keeps } from "./filters.js";
import { Rows } from "./rows.js";
import { head, rows, readOn } from "./reading.js";

const wanted = signal({ text: "", counter: "", kind: "", reasoned: false });
const shown = computed(() => rows.value.filter((row) => keeps(wanted.value, row)));

function Story() {
  if (!head.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  return html`
    <div class="told">
      <div class="told-head">
        <h1>${t("staff-page-story")}</h1>
        <p>${t("staff-story-intro")}</p>
      </div>
      <${Filters} wanted=${wanted} rows=${rows.value} />
      <p class="told-count" role="status">${t("staff-story-count", { shown: shown.value.length, all: rows.value.length })}</p>
      <${Rows} rows=${shown.value} />
      <p class="told-seal"><span class="icon icon-shield-check" aria-hidden="true"></span>${t("staff-story-head", { seq: head.value.seq, hash: (head.value.hash ?? "").slice(0, 16) })}</p>
    </div>`;
}

await loadPage();
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Story} />`, main);
readOn();
// Each board level means that the hall moved on: the story has a new row.
openLine({ board: readOn });
