/** Which day, which service: the two choices before a slot. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { choose, day, nameOf, service, services } from "./state.js";

const DAY_MS = 86_400_000;

/** @param {number} days */
const shift = (days) => choose({ day: new Date(Date.parse(`${day.value}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) });

export function Choosing() {
  return html`
    <div class="choosing">
      <div class="day">
        <button type="button" class="button" onClick=${() => shift(-1)}><span class="icon icon-chevron-left" aria-hidden="true"></span><span class="visually-hidden">${t("appointments-day-before")}</span></button>
        <label><span class="visually-hidden">${t("appointments-day")}</span>
          <input class="field" id="day" type="date" required value=${day.value} onChange=${(/** @type {any} */ event) => event.currentTarget.value && choose({ day: event.currentTarget.value })} /></label>
        <button type="button" class="button" onClick=${() => shift(1)}><span class="icon icon-chevron-right" aria-hidden="true"></span><span class="visually-hidden">${t("appointments-day-after")}</span></button>
      </div>
      <fieldset class="of-service"><legend class="visually-hidden">${t("appointments-service")}</legend>
        ${services.value?.map((one) => html`<label key=${one.code} class="pick ${one.code === service.value ? "is-picked" : ""}">
          <input type="radio" name="service" value=${one.code} checked=${one.code === service.value} onChange=${() => choose({ service: one.code })} />
          <b>${one.code}</b> ${nameOf(one)}</label>`)}
      </fieldset>
    </div>`;
}
