/** Times of a day from and until, as many as there are: the editor of a weekday, an exceptional day. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ClockField } from "../clockField.js";

/** @typedef {[string, string]} Interval */

/** @param {{name: string, intervals: Interval[], onChange: (intervals: Interval[]) => void}} props */
export function Intervals({ name, intervals, onChange }) {
  const put = (/** @type {number} */ at, /** @type {Interval} */ interval) => onChange(intervals.map((old, each) => (each === at ? interval : old)));
  return html`
    <span class="intervals">
      ${intervals.map(([start, end], at) => html`
        <span class="interval">
          <${ClockField} value=${start} label=${t("regulation-from", { name })} onValue=${(/** @type {string} */ value) => put(at, [value, end])} />
          <span aria-hidden="true">–</span>
          <${ClockField} value=${end} label=${t("regulation-until", { name })} onValue=${(/** @type {string} */ value) => put(at, [start, value])} />
          <button type="button" class="step" aria-label=${t("regulation-remove", { name })} onClick=${() => onChange(intervals.filter((_, each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button>
        </span>`)}
      ${intervals.length === 0 && html`<span class="quiet">${t("regulation-closed-day")}</span>`}
      <button type="button" class="step" aria-label=${t("regulation-add-interval", { name })} onClick=${() => onChange([...intervals, intervals.length ? ["13:30", "17:00"] : ["07:30", "11:30"]])}><span class="icon icon-plus" aria-hidden="true"></span></button>
    </span>`;
}
