/** The day as bars: counters of the hall, and on top of them, hatched, those it lacks. The table below says the same. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { all, found, lacks, time } from "./state.js";

export function Chart() {
  const slots = found.value?.slots ?? [];
  const top = Math.max(1, ...slots.map(all));
  return html`
    <section class="card staffing-chart">
      <h2>${t("staffing-chart")}</h2>
      <div class="staffing-bars" aria-hidden="true">${slots.map((slot) => html`<${Bar} key=${slot.at} slot=${slot} top=${top} />`)}</div>
      <p class="staffing-legend" aria-hidden="true"><span class="staffing-key"></span>${t("staffing-legend-open")}<span class="staffing-key is-short"></span>${t("staffing-legend-short")}</p>
    </section>`;
}

/** @param {{slot: import("./state.js").Slot, top: number}} props */
function Bar({ slot, top }) {
  const share = (/** @type {number} */ counters) => ({ height: `${(100 * counters) / top}%` });
  return html`
    <div class="staffing-slot">
      <span class="staffing-number">${all(slot) || ""}</span>
      <span class="staffing-column"><span class="staffing-bar is-short" style=${share(lacks(slot.short))}></span><span class="staffing-bar" style=${share(slot.counters.length)}></span></span>
      <span class="staffing-time">${time(slot.at)}</span>
    </div>`;
}
