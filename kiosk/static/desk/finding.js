/** The words, and what they find: everything by digits and arrows, and by the mouse too. */

import { html, useEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { labelOf, named, procedureOf, serviceOf } from "../named.js";
import { Waiting } from "../waiting.js";
import { choose } from "./choosing.js";
import { at, elsewhere, question, rows, words } from "./state.js";

/** @param {{row: any, place: number}} props */
function Found({ row, place }) {
  const procedure = procedureOf(row.code);
  const service = serviceOf(procedure?.service ?? row.service);
  const name = row.tile ? named(row.tile, "text") : procedure ? labelOf(procedure) : named(service, "name");
  return html`<li><button class="desk-row" aria-current=${place === at.value} onClick=${() => choose(row)}>
    <kbd>${words.value.trim() && "Alt "}${place + 1}</kbd><span class="desk-row-name"><strong>${name}</strong><small>${procedure || row.tile ? named(service, "name") : named(service, "covers")}</small></span>
    <${Waiting} service=${service?.code} /></button></li>`;
}

/** @param {{option: any, place: number}} props */
function Option({ option, place }) {
  return html`<li><button class="desk-row" aria-current=${place === at.value} onClick=${() => choose({ code: option.code, service: "" })}>
    <kbd>${place + 1}</kbd><span class="desk-row-name"><strong>${named(option, "text")}</strong><small>${labelOf(procedureOf(option.code))}</small></span></button></li>`;
}

export function Finding() {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => field.current?.select(), [question.value]);
  useEffect(() => document.querySelector(".desk-row[aria-current=true]")?.scrollIntoView({ block: "nearest" }), [at.value, rows.value]);
  if (question.value) {
    return html`<h1>${named(question.value, "text")}</h1>
      <ol class="desk-rows">${question.value.options.map((/** @type {any} */ option, /** @type {number} */ place) => html`<${Option} key=${option.code} option=${option} place=${place} />`)}</ol>`;
  }
  return html`<h1><label for="desk-words">${t("guidance-title")}</label></h1>
    <input id="desk-words" class="desk-words" ref=${field} type="search" maxlength="60" autocomplete="off" spellcheck=${false} placeholder=${t("kiosk-home-search")}
      value=${words.value} onInput=${(/** @type {any} */ event) => { words.value = event.currentTarget.value; }} />
    ${elsewhere.value && html`<p class="desk-said" role="status"><strong>${t("kiosk-search-elsewhere")}</strong> ${named(elsewhere.value, "text")}</p>`}
    <ol class="desk-rows" aria-label=${t("kiosk-search-results")}>${rows.value.map((row, place) => html`<${Found} key=${row.code + row.service} row=${row} place=${place} />`)}</ol>
    ${words.value.trim() && !rows.value.length && !elsewhere.value && html`<p class="desk-said" role="status">${t("kiosk-search-nothing", { query: words.value })}</p>`}`;
}
