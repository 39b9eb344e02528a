/** Which days, and which hall is looked for. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { around } from "../around.js";
import { DateField, isDay, writtenDay } from "../dateField.js";
import { KINDS, ask, asked, period, sought, today } from "./state.js";

export function Choose() {
  const { kind, day } = asked.value;
  const { since, through } = period.value;
  const turn = (/** @type {number} */ later) => () => ask({ day: around(kind, day || today(), later).since });
  return html`
    <div class="province-asks">
      <h1>${t("province-title")}</h1>
      <label class="province-search"><span class="icon icon-search" aria-hidden="true"></span><span class="visually-hidden">${t("province-search")}</span>
        <input class="field" id="province-search" type="search" autocomplete="off" placeholder=${t("province-search")} value=${sought.value}
          onInput=${(/** @type {any} */ event) => { sought.value = event.currentTarget.value; }} /></label>
      <p class="province-days" role="status">${since !== through && t("report-days", { since: writtenDay(since), through: writtenDay(through) })}</p>
      <span role="group" class="province-kinds" aria-label=${t("report-kind")}>${KINDS.map((one) => html`<button type="button" class="button button-small" data-kind=${one} aria-pressed=${kind === one} onClick=${() => ask({ kind: one })}>${t(`report-kind-${one}`)}</button>`)}</span>
      <button type="button" class="button button-small" id="province-before" onClick=${turn(-1)} aria-label=${t("report-before")}><span class="icon icon-chevron-left" aria-hidden="true"></span></button>
      <${DateField} id="province-day" label=${t("report-day")} value=${day || today()} onValue=${(/** @type {string} */ value) => { if (isDay(value)) ask({ day: value }); }} />
      <button type="button" class="button button-small" id="province-after" disabled=${through >= today()} onClick=${turn(1)} aria-label=${t("report-after")}><span class="icon icon-chevron-right" aria-hidden="true"></span></button>
      ${day && html`<button type="button" class="button button-small" id="province-today" onClick=${() => ask({ day: "" })}>${t("province-today")}</button>`}
    </div>`;
}
