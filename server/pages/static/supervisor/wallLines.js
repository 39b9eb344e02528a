/** The services with people waiting, the longest wait first, of equal ones those that nobody serves; the others are counted. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { likely, lines, longestNow, minutes, tone } from "./state.js";

const SHOWN = 7;

export function WallLines() {
  const level = lines.value;
  const rows = level.lines.filter(({ waiting }) => waiting > 0).map((line) => ({ line, longest: longestNow(line, level.at) ?? 0 })).sort(worse);
  return html`
    <section class="card wall-lines" aria-label=${t("staff-services")}>
      ${rows.length === 0 ? html`<p class="all-well"><span class="icon icon-circle-check" aria-hidden="true"></span>${t("alert-wall-calm")}</p>` : html`
      <table class="table">
        <thead><tr><th scope="col">${t("staff-service")}</th><th scope="col" class="right">${t("staff-waiting")}</th><th scope="col" class="right">${t("staff-longest")}</th><th scope="col" class="right">${t("staff-likely")}</th></tr></thead>
        <tbody>${rows.slice(0, SHOWN).map(row)}</tbody>
      </table>`}
      ${rows.length > SHOWN && html`<p class="wall-more">${t("alert-wall-others", { count: rows.length - SHOWN })}</p>`}
    </section>`;
}

/** @typedef {{line: import("./state.js").Line, longest: number}} Row */

/** @param {Row} a @param {Row} b */
const worse = (a, b) => (minutes(b.longest) ?? 0) - (minutes(a.longest) ?? 0) || a.line.counters_open.length - b.line.counters_open.length || b.line.waiting - a.line.waiting;

/** @param {Row} row */
function row({ line, longest }) {
  return html`
    <tr key=${line.service} data-service=${line.service}>
      <th scope="row" class="clip">${line.name}</th>
      <td class="right number strong">${line.waiting}</td>
      <td class="right number"><span class="wait-chip ${tone(longest)}">${minutes(longest)}</span></td>
      <td class="right">${!line.counters_open.length ? html`<span class="stranded">${t("staff-no-counter")}</span>` : likely(line.wait) || "–"}</td>
    </tr>`;
}
