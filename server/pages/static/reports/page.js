/** Reports: what any day, week, month or quarter came to. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Choose } from "./choose.js";
import { Heat } from "./heat.js";
import { Machines } from "./machines.js";
import { Remarks } from "./remarks.js";
import { Rows } from "./rows.js";
import { isToCome, readAgain, refused, report } from "./state.js";
import { Sums } from "./sums.js";
import { Trend } from "./trend.js";

function Reports() {
  return html`<div class="report-page"><${Choose} /><${Found} /></div>`;
}

function Found() {
  if (isToCome()) return html`<p class="card report-none" role="status">${t("report-not-yet")}</p>`;
  if (refused.value) return html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`;
  if (!report.value) return html`<p class="page-wait" role="status">${t("staff-loading")}</p>`;
  if (!report.value.whole.legs) return html`<p class="card report-none" role="status">${t("report-none")}</p>`;
  return html`<div class="report-top"><${Sums} /><${Heat} /></div><${Trend} /><${Rows} /><${Remarks} /><${Machines} />`;
}

await loadTexts(document.documentElement.lang, ["staff", "report"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Reports} />`, main);
readAgain();
openLine({});
