/** When the hall works: the week, the days that are different, holidays, and until when a result is of the same day. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Regulation, useDraft } from "./regulations.js";
import { DateField, writtenDay } from "../dateField.js";
import { ClockField } from "../clockField.js";
import { Intervals } from "./intervals.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MORNING = ["07:30", "11:30"];
/** What most halls keep: both halves of the working days. */
const USUAL = {
  week: Object.fromEntries(DAYS.map((day, at) => [day, at < 5 ? [MORNING, ["13:30", "17:00"]] : []])),
  days: [], holidays: true, same_day_until: "15:00",
};

/** Until when numbers are given is said in another section. @param {any} hours */
function ownOf(hours) {
  if (!hours) return null;
  const { cut_off_min: _, ...own } = hours;
  return own;
}

export function Hours() {
  const { known, draft: hours, put } = useDraft("hours", (inForce) => ownOf(inForce.hours));
  if (!known) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const change = (/** @type {any} */ part) => put({ ...hours, ...part });
  const sections = () => ({ hours: hours && { ...hours, cut_off_min: known.hours?.cut_off_min ?? {} } });
  return html`
    <${Regulation} name="hours" sections=${sections}>
      <label class="tick"><input type="checkbox" checked=${hours !== null} onChange=${(/** @type {any} */ event) => put(event.currentTarget.checked ? ownOf(known.hours) ?? USUAL : null)} /> ${t("regulation-has-hours")}</label>
      ${hours && html`
        <fieldset class="card"><legend>${t("regulation-place-week")}</legend>
          ${DAYS.map((day) => html`<div class="day-row"><b>${t(`regulation-place-${day}`)}</b>
            <${Intervals} name=${t(`regulation-place-${day}`)} intervals=${hours.week[day] ?? []} onChange=${(/** @type {any} */ intervals) => change({ week: { ...hours.week, [day]: intervals } })} /></div>`)}
        </fieldset>
        <${Days} days=${hours.days} onChange=${(/** @type {any} */ days) => change({ days })} />
        <fieldset class="card lines">
          <label class="tick"><input type="checkbox" checked=${hours.holidays} onChange=${(/** @type {any} */ event) => change({ holidays: event.currentTarget.checked })} /> ${t("regulation-holidays")}</label>
          <label class="whole"><span>${t("regulation-same-day")}</span><${ClockField} value=${hours.same_day_until} needed=${false} onValue=${(/** @type {string} */ value) => change({ same_day_until: value || null })} /></label>
        </fieldset>`}
    <//>`;
}

/** @param {{days: any[], onChange: (days: any[]) => void}} props */
function Days({ days, onChange }) {
  const put = (/** @type {number} */ at, /** @type {any} */ part) => onChange(days.map((day, each) => (each === at ? { ...day, ...part } : day)));
  return html`
    <fieldset class="card"><legend>${t("regulation-place-days")}</legend>
      <p class="quiet">${t("regulation-days-intro")}</p>
      ${days.map((day, at) => html`<div class="day-row day-row-wide">
        <${DateField} value=${day.day} label=${t("regulation-date")} onValue=${(/** @type {string} */ value) => put(at, { day: value })} />
        <${Intervals} name=${writtenDay(day.day)} intervals=${day.intervals} onChange=${(/** @type {any} */ intervals) => put(at, { intervals })} />
        <input class="field" maxlength="200" placeholder=${t("regulation-why-different")} aria-label=${t("regulation-why-different")} value=${day.reason ?? ""} onInput=${(/** @type {any} */ event) => put(at, { reason: event.currentTarget.value || null })} />
        <button type="button" class="step" aria-label=${t("regulation-remove", { name: writtenDay(day.day) })} onClick=${() => onChange(days.filter((_, each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button>
      </div>`)}
      <button type="button" class="button button-small" onClick=${() => onChange([...days, { day: "", intervals: [], reason: null }])}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-day")}</button>
    </fieldset>`;
}
