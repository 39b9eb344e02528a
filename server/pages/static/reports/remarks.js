/** What people said of these days: why clerks called somebody out of order, and how citizens rated each counter. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { count, report } from "./state.js";

export function Remarks() {
  const { reasons, ratings } = /** @type {import("./state.js").Report} */ (report.value);
  if (!reasons.length && !ratings.length) return null;
  return html`<div class="report-remarks">
    ${reasons.length > 0 && html`<${Table} name="reasons" heads=${["report-column-reason"]} counts=${["report-column-n"]}
      rows=${reasons.map(({ reason, n }) => ({ words: [reason], counts: [n] }))} />`}
    ${ratings.length > 0 && html`<${Table} name="ratings" heads=${["report-by-counter", "report-by-service"]} counts=${["report-column-n", "report-column-mean"]}
      rows=${ratings.map(({ counter, service, service_name: name, n, mean }) => ({ words: [counter, `${service} – ${name}`], counts: [n, mean] }))} />`}
  </div>`;
}

/** @param {{name: string, heads: string[], counts: string[], rows: {words: (string | number)[], counts: number[]}[]}} props */
function Table({ name, heads, counts, rows }) {
  return html`
    <section class="card" data-remarks=${name}>
      <h2>${t(`report-sheet-${name}`)}</h2>
      <table class="table"><thead><tr>${heads.map((id) => html`<th scope="col">${t(id)}</th>`)}${counts.map((id) => html`<th scope="col" class="right">${t(id)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.words.map((word) => html`<td>${word}</td>`)}${row.counts.map((n) => html`<td class="right number">${count(n)}</td>`)}</tr>`)}</tbody></table>
    </section>`;
}
