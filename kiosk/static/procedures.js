/** The procedures of one field; whoever cannot tell them apart takes a number for the field alone. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Leaves } from "./leaves.js";
import { named, labelOf, officialOf, serviceOf } from "./named.js";
import { begin, menu, screen } from "./state.js";
import { Letter, Waiting } from "./waiting.js";
import { chooseProcedure } from "./ways.js";

/** @param {any} procedure */
function draw(procedure) {
  return html`<button class="row" onClick=${() => chooseProcedure(procedure.code)}>
    <span class="row-text"><strong>${labelOf(procedure)}</strong><small>${officialOf(procedure)}</small></span>
    <span class="icon icon-chevron-right" aria-hidden="true"></span>
  </button>`;
}

export function Procedures() {
  const service = serviceOf(screen.value.service ?? "");
  const rows = menu.value.procedures.filter((/** @type {any} */ row) => row.service === service.code);
  const actions = html`<button class="secondary" onClick=${() => begin(service.code)}>
    <span class="icon icon-ticket" aria-hidden="true"></span>${t("kiosk-procedures-any")}</button>`;
  return html`<${Frame} title=${t("kiosk-procedures-title")} actions=${actions}>
    <p class="where"><${Letter} letter=${service.code} /><strong>${named(service, "name")}</strong><${Waiting} service=${service.code} /></p>
    <${Leaves} rows=${rows} draw=${draw} label=${named(service, "name")} />
  <//>`;
}
