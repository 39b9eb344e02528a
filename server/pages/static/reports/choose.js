/** Which days, by what, in earnest or of practice; and the same as files and on paper. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { around } from "../around.js";
import { DateField, isDay, writtenDay } from "../dateField.js";
import { BYS, KINDS, ask, asked, period, query } from "./state.js";

export function Choose() {
  const { kind, day, by, trial } = asked.value;
  const { since, through } = period.value;
  const turn = (/** @type {number} */ later) => () => ask({ day: around(kind, day, later).since });
  return html`
    <section class="card report-choose" aria-labelledby="report-title">
      <div class="report-head">
        <h1 id="report-title">${t("report-page")}</h1>
        <p class="report-days" role="status">${since === through ? writtenDay(since) : t("report-days", { since: writtenDay(since), through: writtenDay(through) })}</p>
        <a class="button button-small" href=${`/reports.xlsx?${query.value}`} download><span class="icon icon-download" aria-hidden="true"></span>${t("report-xlsx")}</a>
        <a class="button button-small" href=${`/reports.pdf?${query.value}`} download><span class="icon icon-download" aria-hidden="true"></span>${t("report-pdf")}</a>
        <a class="button button-small" href=${`/reports.csv?${query.value}`} download><span class="icon icon-download" aria-hidden="true"></span>${t("report-csv")}</a>
        <button type="button" class="button button-small" id="report-print" onClick=${() => print()}><span class="icon icon-printer" aria-hidden="true"></span>${t("report-print")}</button>
      </div>
      <div class="report-asks">
        <span role="group" class="report-kinds" aria-label=${t("report-kind")}>${KINDS.map((one) => html`<button type="button" class="button button-small" data-kind=${one} aria-pressed=${kind === one} onClick=${() => ask({ kind: one })}>${t(`report-kind-${one}`)}</button>`)}</span>
        <button type="button" class="button button-small" id="report-before" onClick=${turn(-1)}><span class="icon icon-chevron-left" aria-hidden="true"></span>${t("report-before")}</button>
        <${DateField} id="report-day" label=${t("report-day")} value=${day} onValue=${(/** @type {string} */ value) => { if (isDay(value)) ask({ day: value }); }} />
        <button type="button" class="button button-small" id="report-after" onClick=${turn(1)}>${t("report-after")}<span class="icon icon-chevron-right" aria-hidden="true"></span></button>
        <label class="report-by">${t("report-by")} <select class="field" id="report-by" value=${by} onChange=${(/** @type {any} */ event) => ask({ by: event.currentTarget.value })}>
          ${BYS.map((one) => html`<option value=${one}>${t(`report-by-${one}`)}</option>`)}</select></label>
        <label class="tick"><input type="checkbox" id="report-trial" checked=${trial} onChange=${(/** @type {any} */ event) => ask({ trial: event.currentTarget.checked })} /> ${t("report-trial")}</label>
      </div>
    </section>`;
}
