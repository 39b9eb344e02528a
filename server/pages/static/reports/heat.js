/** Hour by weekday: how long nine of ten people waited, as a number on a ground that darkens with it; so the map is its own
 * table, on a screen reader and in black and white. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { report } from "./state.js";

/** From so many seconds on, so dark a ground in percent: between them no ground on which neither ink can be read. */
const GROUNDS = /** @type {[number, number][]} */ ([[1800, 100], [1200, 85], [900, 45], [600, 30], [300, 15], [0, 0]]);

export function Heat() {
  const cells = report.value?.heat ?? [];
  const hours = cells.map(({ hour }) => hour);
  const weekdays = [...new Set(cells.map(({ weekday }) => weekday))].sort();
  const range = Array.from({ length: Math.max(...hours) - Math.min(...hours) + 1 }, (_, at) => Math.min(...hours) + at);
  return html`
    <section class="card report-heat" aria-labelledby="report-heat-title">
      <h2 id="report-heat-title">${t("report-heat")}</h2>
      <p class="quiet">${t("report-heat-says")}</p>
      <table class="heat">
        <thead><tr><td></td>${range.map((hour) => html`<th scope="col">${t("report-hour", { hour })}</th>`)}</tr></thead>
        <tbody>${weekdays.map((weekday) => html`<tr><th scope="row">${t(`report-weekday-${weekday}`)}</th>
          ${range.map((hour) => html`<${Cell} of=${cells.find((cell) => cell.weekday === weekday && cell.hour === hour)} />`)}</tr>`)}</tbody>
      </table>
    </section>`;
}

/** @param {{of: import("./state.js").Cell | undefined}} props */
function Cell({ of }) {
  if (!of) return html`<td class="heat-none"></td>`;
  const { p90_s: p90 } = of.waited;
  const [, shade] = GROUNDS.find(([from]) => (p90 ?? 0) >= from) ?? [0, 0];
  return html`<td class=${shade > 50 ? "heat-dark" : ""} style=${{ "--shade": `${shade}%` }}>
    <b>${p90 === null ? "–" : Math.round(p90 / 60)}</b><span aria-hidden="true">${of.visits}</span><span class="visually-hidden">${t("report-people", { n: of.visits })}</span></td>`;
}
