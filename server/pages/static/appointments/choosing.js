/** Which day, which service: the two choices before a slot; and, for who asks, what it is for. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { DateField, isDay } from "../dateField.js";
import { choose, day, dossiers, labelOf, nameOf, procedure, procedures, service, services } from "./state.js";

const DAY_MS = 86_400_000;

/** @param {number} days */
const shifted = (days) => new Date(Date.parse(`${day.value}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export function Choosing() {
  const wrong = useSignal("");
  const put = (/** @type {string} */ value) => {
    wrong.value = isDay(value) ? "" : value;
    if (isDay(value)) choose({ day: value });
  };
  return html`
    <div class="choosing">
      <div class="day">
        <button type="button" class="button" onClick=${() => put(shifted(-1))}><span class="icon icon-chevron-left" aria-hidden="true"></span><span class="visually-hidden">${t("appointments-day-before")}</span></button>
        <button type="button" class="button" onClick=${() => put(shifted(1))}><span class="icon icon-chevron-right" aria-hidden="true"></span><span class="visually-hidden">${t("appointments-day-after")}</span></button>
        <${DateField} id="day" label=${t("appointments-day")} value=${wrong.value || day.value} onValue=${put} />
      </div>
      <fieldset class="of-service"><legend class="visually-hidden">${t("appointments-service")}</legend>
        ${services.value?.map((one) => html`<label key=${one.code} class="pick ${one.code === service.value ? "is-picked" : ""}">
          <input type="radio" name="service" value=${one.code} checked=${one.code === service.value} onChange=${() => choose({ service: one.code })} />
          <b>${one.code}</b> ${nameOf(one)}</label>`)}
      </fieldset>
      <div class="what-for">
        <label><span>${t("appointments-procedure")}</span>
          <select class="field" value=${procedure.value} onChange=${(/** @type {any} */ event) => { procedure.value = event.currentTarget.value; }}>
            <option value="">${t("appointments-no-procedure")}</option>${procedures.value[service.value]?.map((one) => html`<option key=${one.code} value=${one.code}>${labelOf(one)}</option>`)}</select></label>
        <label><span>${t("appointments-dossiers")}</span>
          <input class="field" type="number" inputmode="numeric" min="1" max="99" step="1" value=${dossiers.value} onInput=${(/** @type {any} */ event) => { dossiers.value = event.currentTarget.value; }} /></label>
      </div>
    </div>`;
}
