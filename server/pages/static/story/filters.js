/** What of the story is asked for: a number, a counter, a kind, a person, a span of time, what was out of order. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ClockField } from "../clockField.js";
import { DateField } from "../dateField.js";
import { ask, asked, askForAll, isNarrow } from "./asking.js";
import { Pager } from "./pager.js";
import { choices } from "./reading.js";
import { whoOf } from "./words.js";

/** One of what stands in the story, also where that choice has not been read yet. @param {{id: string, name: "counter" | "kind" | "by", label: string, of: (string | number)[], say: (value: any) => string}} props */
function Choice({ id, name, label, of, say }) {
  const value = asked.value[name];
  const all = value && !of.map(String).includes(value) ? [...of, value] : of;
  return html`<label>${label}<select class="field" id=${id} value=${value} onChange=${(/** @type {any} */ event) => ask({ [name]: event.currentTarget.value })}>
    <option value="">${t("staff-filter-all")}</option>${all.map((one) => html`<option value=${one}>${say(one)}</option>`)}</select></label>`;
}

/** A day and, where one wants it, a minute of it. @param {{name: "since" | "until", label: string}} props */
function End({ name, label }) {
  const clock = /** @type {"since_clock" | "until_clock"} */ (`${name}_clock`);
  return html`<div class="filter-end" role="group" aria-label=${label}><span>${label}</span><div>
    <${DateField} id=${`filter-${name}`} label=${t("story-day")} value=${asked.value[name]} needed=${false} onValue=${(/** @type {string} */ value) => ask({ [name]: value })} />
    <${ClockField} label=${t("story-clock")} value=${asked.value[clock]} needed=${false} onValue=${(/** @type {string} */ value) => ask({ [clock]: value })} /></div></div>`;
}

export function Filters() {
  const { label, reasoned } = asked.value;
  const { counters, kinds, by } = choices.value;
  return html`
    <form class="filters" role="search" aria-label=${t("staff-filter")} onSubmit=${(/** @type {any} */ event) => event.preventDefault()}>
      <label>${t("staff-story-label")}<input class="field" id="filter-label" type="search" placeholder="H012" maxlength="40" value=${label} onInput=${(/** @type {any} */ event) => ask({ label: event.currentTarget.value })} /></label>
      <${Choice} id="filter-counter" name="counter" label=${t("staff-filter-counter")} of=${counters} say=${(/** @type {number} */ number) => t("common-counter", { number })} />
      <${Choice} id="filter-kind" name="kind" label=${t("staff-filter-kind")} of=${kinds} say=${(/** @type {string} */ kind) => t(`staff-kind-${kind}`)} />
      <${Choice} id="filter-by" name="by" label=${t("staff-story-by")} of=${by} say=${whoOf} />
      <${End} name="since" label=${t("story-since")} />
      <${End} name="until" label=${t("story-until")} />
      <div class="filter-row">
        <label class="tick"><input type="checkbox" id="filter-reasoned" checked=${reasoned === "1"} onChange=${(/** @type {any} */ event) => ask({ reasoned: event.currentTarget.checked ? "1" : "" })} /> ${t("staff-filter-reasoned")}</label>
        <button type="button" class="button button-small" id="filter-none" disabled=${!isNarrow(asked.value)} onClick=${askForAll}>${t("story-all")}</button>
        <${Pager} />
      </div>
    </form>`;
}
