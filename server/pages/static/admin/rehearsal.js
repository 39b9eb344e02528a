/** A heavy day of this hall, rehearsed: how each lane waits under the rules in force, the proposed ones, and by arrival alone. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

const LANES = ["ordinary", "priority", "appointment"];
const UNDER = ["current", "proposed", "fifo"];
const FIGURES = ["median_s", "p95_s", "worst_s", "over_15_min", "over_30_min", "never_called"];

/** @param {{figures: any}} props */
export function Rehearsal({ figures }) {
  const { days } = figures;
  return html`
    <section class="card rehearsal" aria-live="polite">
      <h2>${t("regulation-rehearsal")}</h2>
      <p class="quiet">${t(days.dates.length ? "regulation-rehearsed-past" : "regulation-rehearsed-usual", { visitors: days.visitors, counters: days.counters, days: days.dates.length })}</p>
      <table class="table"><thead><tr><th scope="col">${t("regulation-lane")}</th><th scope="col">${t("regulation-under")}</th>${FIGURES.map((name) => html`<th scope="col" class="right">${t(`regulation-${name.replaceAll("_", "-")}`)}</th>`)}</tr></thead>
        ${LANES.filter((lane) => UNDER.some((under) => figures[under][lane])).map((lane) => html`<tbody>${UNDER.map((under, at) => html`
          <tr class=${under === "proposed" ? "strong" : ""}>${at === 0 && html`<th scope="rowgroup" rowspan="3">${t(`common-lane-${lane}`)}</th>`}
            <th scope="row">${t(`regulation-under-${under}`)}</th>
            ${FIGURES.map((name) => html`<td class="right number">${shown(name, figures[under][lane]?.[name])}</td>`)}</tr>`)}</tbody>`)}
      </table>
    </section>`;
}

/** Seconds as whole minutes, a share as whole percents. @param {string} name @param {number | undefined} value */
function shown(name, value) {
  if (value === undefined) return "–";
  if (name === "never_called") return String(Math.round(value));
  return name.endsWith("_s") ? t("regulation-minutes", { n: Math.round(value / 60) }) : `${Math.round(value * 100)} %`;
}
