/** Which day; and its answer in a few sentences. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { DateField, isDay } from "../dateField.js";
import { all, ask, day, found, missed, most, percent, shortages, time, turn } from "./state.js";

export function Asking() {
  return html`
    <section class="card staffing-asking" aria-labelledby="staffing-title">
      <div class="staffing-head">
        <h1 id="staffing-title">${t("staffing-page")}</h1>
        <button type="button" class="button button-small" id="staffing-before" onClick=${() => turn(-1)}><span class="icon icon-chevron-left" aria-hidden="true"></span>${t("staffing-before")}</button>
        <${DateField} id="staffing-day" label=${t("staffing-day")} value=${day.value} onValue=${(/** @type {string} */ value) => { if (isDay(value)) ask(value); }} />
        <button type="button" class="button button-small" id="staffing-after" onClick=${() => turn(1)}>${t("staffing-after")}<span class="icon icon-chevron-right" aria-hidden="true"></span></button>
      </div>
      <div aria-live="polite"><${Sentences} /></div>
    </section>`;
}

function Sentences() {
  if (!found.value?.slots.length || !most.value) return null;
  const { weeks, target_s: target } = found.value;
  return html`
    <p class="staffing-sentence">${t("staffing-most", { counters: all(most.value), at: time(most.value.at) })}</p>
    ${shortages.value.length === 0 ? html`<p>${t("staffing-enough")}</p>` : html`<ul class="staffing-shortages">${shortages.value.map((one) => html`
      <li><span class="icon icon-triangle-alert" aria-hidden="true"></span>${t("staffing-short", { service: one.name, counters: one.counters, since: clock(one.since), until: clock(one.until) })}</li>`)}</ul>`}
    ${missed.value.map((slot) => html`<p class="staffing-not-reached"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${t("staffing-not-reached", { at: time(slot.at), share: percent(slot.within_target ?? 0), minutes: Math.round(target / 60) })}</p>`)}
    <p class="staffing-basis">${t("staffing-basis", { weeks, minutes: Math.round(target / 60) })}</p>`;
}
