/** The day by hours: how many came and how many left, as bars drawn by hand, or as their table. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { figures, minutes } from "./state.js";

const WIDTH = 340;
const HEIGHT = 92;
const FLOOR = HEIGHT - 22;

export function Hours() {
  const [asTable, setAsTable] = useState(false);
  const { hours } = figures.value;
  return html`
    <section class="card hours" aria-labelledby="hours-title">
      <div class="hours-head">
        <h2 id="hours-title">${t("staff-hours")}</h2>
        <a class="button button-small" href="/reports">${t("staff-reports")}</a>
        <button type="button" class="button button-small" aria-pressed=${asTable} onClick=${() => setAsTable(!asTable)}>${t(asTable ? "staff-as-bars" : "staff-as-table")}</button>
      </div>
      ${hours.length === 0 ? html`<p class="all-well">${t("staff-no-hours")}</p>` : asTable ? html`<${Table} hours=${hours} />` : html`<${Bars} hours=${hours} />`}
    </section>`;
}

/** @param {{hours: import("./state.js").Figures["hours"]}} props */
function Bars({ hours }) {
  const top = Math.max(1, ...hours.map((hour) => Math.max(hour.issued, hour.finished)));
  const room = WIDTH / hours.length;
  const bar = Math.min(16, room / 2 - 3);
  const tall = (/** @type {number} */ count) => (count / top) * (FLOOR - 18);
  return html`
    <svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t("staff-hours-told", { issued: sum(hours, "issued"), finished: sum(hours, "finished") })}>
      <line class="bars-floor" x1="0" x2=${WIDTH} y1=${FLOOR} y2=${FLOOR} />
      ${hours.map((/** @type {import("./state.js").Figures["hours"][number]} */ hour, /** @type {number} */ at) => {
        const middle = room * at + room / 2;
        return html`
          <rect class="bar-issued" x=${middle - bar - 1} width=${bar} y=${FLOOR - tall(hour.issued)} height=${tall(hour.issued)} />
          <rect class="bar-finished" x=${middle + 1} width=${bar} y=${FLOOR - tall(hour.finished)} height=${tall(hour.finished)} />
          <text class="bar-count" x=${middle} y=${FLOOR - tall(Math.max(hour.issued, hour.finished)) - 4}>${hour.issued}</text>
          <text class="bar-hour" x=${middle} y=${HEIGHT - 5}>${t("staff-hour", { hour: hour.hour })}</text>`;
      })}
    </svg>
    <p class="bars-key"><span class="key-issued">${t("staff-issued")}</span> <span class="key-finished">${t("staff-finished")}</span></p>`;
}

/** @param {{hours: import("./state.js").Figures["hours"]}} props */
function Table({ hours }) {
  return html`
    <div class="table-scroll" tabindex="0"><table class="table">
      <thead><tr><th scope="col">${t("staff-hour-word")}</th><th scope="col" class="right">${t("staff-issued")}</th><th scope="col" class="right">${t("staff-finished")}</th><th scope="col" class="right">${t("staff-p50")}</th></tr></thead>
      <tbody>${hours.map((hour) => html`<tr><th scope="row">${t("staff-hour", { hour: hour.hour })}</th><td class="right number">${hour.issued}</td><td class="right number">${hour.finished}</td><td class="right number">${minutes(hour.waited.median_s) ?? "–"}</td></tr>`)}</tbody>
    </table></div>`;
}

/** @param {import("./state.js").Figures["hours"]} hours @param {"issued" | "finished"} of */
const sum = (hours, of) => hours.reduce((total, hour) => total + hour[of], 0);
