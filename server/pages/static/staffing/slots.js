/** Each half hour in figures: who comes, how many counters, which of the hall's, and which skill is short. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { all, found, percent, time } from "./state.js";

export function Slots() {
  return html`
    <section class="card staffing-slots">
      <h2 id="staffing-slots">${t("staffing-slots")}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="staffing-slots"><table class="table">
        <thead><tr>
          <th scope="col">${t("staffing-at")}</th><th scope="col" class="right">${t("staffing-people")}</th><th scope="col" class="right">${t("staffing-needs")}</th>
          <th scope="col">${t("staffing-which")}</th><th scope="col">${t("staffing-lacks")}</th>
          <th scope="col" class="right">${t("staffing-within", { minutes: Math.round((found.value?.target_s ?? 0) / 60) })}</th>
        </tr></thead>
        <tbody>${(found.value?.slots ?? []).map((slot) => html`<${Row} key=${slot.at} slot=${slot} />`)}</tbody>
      </table></div>
    </section>`;
}

/** @param {{slot: import("./state.js").Slot}} props */
function Row({ slot }) {
  return html`
    <tr data-at=${time(slot.at)}>
      <th scope="row" class="number">${time(slot.at)}</th>
      <td class="right number">${slot.people.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 0 })}</td>
      <td class="right number strong">${all(slot)}</td>
      <td>${slot.counters.join(", ") || "–"}</td>
      <td class="staffing-lacking">${slot.short.map(({ name, counters }) => t("staffing-lacks-some", { service: name, counters })).join("; ")}</td>
      <td class="right number staffing-within">${slot.within_target === null ? "–" : percent(slot.within_target)}</td>
    </tr>`;
}
