/** Staffing: how many counters a day needs, half hour by half hour, and which skill is short. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Asking } from "./asking.js";
import { Chart } from "./chart.js";
import { found, readAgain, refused } from "./state.js";
import { Slots } from "./slots.js";

function Staffing() {
  return html`<div class="staffing-page"><${Asking} /><${Found} /></div>`;
}

function Found() {
  if (refused.value) return html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`;
  if (!found.value) return html`<p class="card staffing-none" role="status">${t("staffing-working")}</p>`;
  if (found.value.day_off !== null) return html`<p class="card staffing-none" role="status">${found.value.day_off ? t("staffing-day-off-why", { why: found.value.day_off }) : t("staffing-day-off")}</p>`;
  if (!found.value.weeks) return html`<p class="card staffing-none" role="status">${t("staffing-unknown")}</p>`;
  return html`<${Chart} /><${Slots} />`;
}

await loadTexts(document.documentElement.lang, ["staff", "staffing"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Staffing} />`, main);
readAgain();
openLine({});
