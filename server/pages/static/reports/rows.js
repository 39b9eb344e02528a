/** The figures of each service, counter, officer …, one row each. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { writtenDay } from "../dateField.js";
import { Within } from "../within.js";
import { clocked, count, percent, report } from "./state.js";

const COUNTS = ["legs", "finished", "absent"];
const LATE = ["asked_again", "transferred", "chosen"];

export function Rows() {
  const { rows, by } = /** @type {import("./state.js").Report} */ (report.value);
  return html`
    <div class="card report-rows">
      <h2 id="report-rows-title">${t(`report-by-${by}`)}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="report-rows-title"><table class="table">
        <thead><tr>
          <th scope="col">${t("report-column-name")}</th>
          ${COUNTS.map((name) => html`<th scope="col" class="right">${t(`report-column-${name}`)}</th>`)}
          <th scope="col" class="right">${t("report-waited-median")}</th><th scope="col" class="right">${t("report-waited-p90")}</th>
          <th scope="col">${t("report-column-within_target")}</th>
          <th scope="col" class="right">${t("report-served-median")}</th><th scope="col" class="right">${t("report-served-p90")}</th>
          <th scope="col" class="right">${t("report-column-supplement")}</th>
          ${LATE.map((name) => html`<th scope="col" class="right">${t(`report-column-${name}`)}</th>`)}
        </tr></thead>
        <tbody>${rows.map((row) => html`<tr key=${row.key} data-key=${row.key}>
          <th scope="row">${called(by, row)}</th>
          ${COUNTS.map((name) => html`<td class="right number">${count(row[name])}</td>`)}
          <td class="right number strong">${clocked(row.waited.median_s)}</td><td class="right number">${clocked(row.waited.p90_s)}</td>
          <td><${Within} share=${row.waited.within_target} told=${percent(row.waited.within_target)} /></td>
          <td class="right number strong">${clocked(row.served.median_s)}</td><td class="right number">${clocked(row.served.p90_s)}</td>
          <td class="right number">${count(row.outcomes.supplement ?? 0)}</td>
          ${LATE.map((name) => html`<td class="right number ${name === "asked_again" && row[name] ? "is-forbidden" : ""}">${count(row[name])}</td>`)}
        </tr>`)}</tbody>
      </table></div>
    </div>`;
}

/** What people call a row. @param {string} by @param {{key: string, name: string}} row */
function called(by, { key, name }) {
  if (by === "service") return `${key} – ${name}`;
  if (by === "counter") return t("report-counter", { number: key, name });
  if (by === "lane") return t(`report-lane-${key}`);
  if (by === "day") return writtenDay(key);
  if (by === "week") return t("report-week-of", { day: writtenDay(key) });
  if (by === "month") return t("report-month-of", { month: key.slice(5), year: key.slice(0, 4) });
  if (by === "quarter") return t("report-quarter-of", { quarter: key.slice(6), year: key.slice(0, 4) });
  return name || t("report-nobody-said");
}
