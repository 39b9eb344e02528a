/** The question: which counter, what change, and what that change needs to be said. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ClockField } from "../clockField.js";
import { ask, asked, breaksHere, breaksRefused, changes, counters, others } from "./state.js";

export function Form() {
  const { counter, do: change } = asked.value;
  return html`
    <section class="card what-if-form" aria-labelledby="what-if-title">
      <div><h1 id="what-if-title">${t("whatif-page")}</h1><p class="what-if-intro">${t("whatif-intro")} <a href="/staffing">${t("whatif-staffing")}</a></p></div>
      <div class="what-if-asks">
        <label>${t("whatif-counter")}<select class="field" id="what-if-counter" value=${counter} onChange=${put("counter", Number)}>
          ${counter > 0 && !counters.value.some(({ number }) => number === counter) && html`<option value=${counter}>${t("whatif-no-counter", { number: counter })}</option>`}
          ${counters.value.map((one) => html`<option value=${one.number}>${t("whatif-counter-name", { number: one.number, name: one.name })}</option>`)}</select></label>
        <div role="group" aria-labelledby="what-if-do"><span class="what-if-label" id="what-if-do">${t("whatif-do")}</span>
          <div class="what-if-changes">${changes.value.map((one) => html`<button type="button" class="button" data-do=${one} aria-pressed=${change === one} onClick=${() => ask({ do: one })}>${t(`whatif-do-${one}`)}</button>`)}</div></div>
        ${change === "add" && html`<${Taken} />`}
        ${change === "break" && html`<${Moved} />`}
        ${breaksRefused.value && html`<p class="is-bad" role="alert">${breaksRefused.value}</p>`}
      </div>
    </section>`;
}

function Taken() {
  return html`<label>${t("whatif-service")}<select class="field" id="what-if-service" value=${asked.value.service} onChange=${put("service", String)}>
    ${others.value.map((line) => html`<option value=${line.service}>${t("whatif-service-name", { code: line.service, name: line.name })}</option>`)}</select></label>`;
}

function Moved() {
  return html`
    <label>${t("whatif-break")}<select class="field" id="what-if-break" value=${asked.value.break_at} onChange=${put("break_at", String)}>
      ${breaksHere.value.map(({ start, end }) => html`<option value=${start}>${start} – ${end}</option>`)}</select></label>
    <label>${t("whatif-break-to")}<${ClockField} value=${asked.value.break_to} onValue=${(/** @type {string} */ value) => ask({ break_to: value })} /></label>`;
}

/** @param {"counter" | "service" | "break_at"} field @param {(value: string) => string | number} as */
const put = (field, as) => (/** @type {any} */ event) => ask({ [field]: as(event.currentTarget.value) });
