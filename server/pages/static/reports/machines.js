/** How often and how long each kiosk and its printer stood still in working hours, and of which time nobody knows. */

import { html } from "/assets/vendor/ui.js";
import { hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { writtenDay } from "../dateField.js";
import { clocked, count, report } from "./state.js";

export function Machines() {
  const { machines, since } = /** @type {import("./state.js").Report} */ (report.value);
  const { watched_since: watched, unwatched_s: unwatched, rows } = machines;
  const from = watched && hallDay(Date.parse(watched));
  if (!rows.length && from && from <= since) return null;
  return html`
    <section class="card report-machines" aria-labelledby="report-machines-title">
      <h2 id="report-machines-title">${t("report-machines")}</h2>
      ${!from && html`<p class="quiet">${t("report-machines-never")}</p>`}
      ${from && from > since && html`<p class="quiet">${t("report-machines-since", { day: writtenDay(from) })}</p>`}
      ${unwatched > 0 && html`<p class="quiet">${t("report-machines-unwatched", { time: clocked(unwatched) })}</p>`}
      ${rows.length > 0 && html`<table class="table"><thead><tr>
        <th scope="col">${t("report-column-machine")}</th><th scope="col">${t("report-column-part")}</th>
        ${["times", "total_s", "longest_s"].map((name) => html`<th scope="col" class="right">${t(`report-column-${name}`)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr key="${row.device}-${row.part}" data-machine="${row.device}-${row.part}">
          <th scope="row">${row.name}</th><td>${t(`report-part-${row.part}`)}</td>
          <td class="right number">${count(row.n)}</td><td class="right number strong">${clocked(row.total_s)}</td><td class="right number">${clocked(row.longest_s)}</td></tr>`)}</tbody></table>`}
    </section>`;
}
