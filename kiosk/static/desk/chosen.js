/** What was chosen: the papers to look through together, who goes first, and the number. */

import { html, useEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { labelOf, named, officialOf, procedureOf, serviceOf } from "../named.js";
import { StopNotice, canGive, stopOf } from "../offered.js";
import { menu, paper } from "../state.js";
import { Waiting } from "../waiting.js";
import { claim, printGuide, takeNumber, turnTongue } from "./choosing.js";
import { busy, grounds, need, tongue } from "./state.js";

/** Enter gives the number, also after a click on something else. @param {MouseEvent} event */
const keepFocus = (event) => event.preventDefault();

const KINDS = ["submit", "present", "lookup"];

/** @param {{procedure: any}} props */
function Papers({ procedure }) {
  return html`<div class="desk-papers" tabindex="0" role="region" aria-label=${t("kiosk-checklist-title")}>
    ${KINDS.map((kind) => {
      const items = procedure.checklist.filter((/** @type {any} */ item) => item.kind === kind);
      return items.length > 0 && html`<h2>${t(`kiosk-checklist-${kind}`)}</h2><ul>${items.map((/** @type {any} */ item) => html`<li>${item.text}${item.copies && html` <small>${item.copies}</small>`}</li>`)}</ul>`;
    })}
    ${!procedure.checklist.length && html`<p>${t("kiosk-checklist-empty")}</p>`}
  </div>`;
}

function Grounds() {
  return html`<div class="desk-grounds" role="group" onMouseDown=${keepFocus} aria-label=${t("kiosk-confirm-priority")}>
    <button aria-pressed=${!grounds.value} onClick=${() => claim(null)}><kbd>0</kbd>${t("guidance-ordinary")}</button>
    ${menu.value.grounds.map((/** @type {any} */ ground, /** @type {number} */ place) => html`<button key=${ground.code} aria-pressed=${grounds.value === ground.code} onClick=${() => claim(ground.code)}>
      <kbd>${place + 1}</kbd>${named(ground, "name")}</button>`)}
  </div>`;
}

export function Chosen() {
  const { service: code, procedure: known } = need.value ?? { service: "", procedure: null };
  const take = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const service = serviceOf(code);
  const procedure = procedureOf(known);
  const stop = stopOf(code);
  const isOff = busy.value || !!stop || !canGive(code);
  // Also when the server was away for a moment: a button that is off takes no focus, and Enter would do nothing.
  useEffect(() => { if (!isOff) take.current?.focus(); }, [code, known, isOff]);
  return html`
    <h1>${procedure ? labelOf(procedure) : named(service, "name")}</h1>
    <p class="desk-official">${procedure && officialOf(procedure)}</p>
    <p class="desk-line"><strong>${named(service, "name")}</strong> <${Waiting} service=${code} first=${!!grounds.value} /></p>
    ${stop && html`<${StopNotice} stop=${stop} papers=${!!procedure} />`}
    ${!paper.value && canGive(code) && !stop && html`<p class="notice"><span class="icon icon-printer" aria-hidden="true"></span>${t("guidance-no-paper")}</p>`}
    ${procedure && html`<${Papers} procedure=${procedure} />`}
    <${Grounds} />
    <div class="desk-actions" onMouseDown=${keepFocus}>
      <button class="desk-take" ref=${take} disabled=${isOff} onClick=${takeNumber}>${t(busy.value ? "kiosk-confirm-taking" : "kiosk-confirm-take")} <kbd>Enter</kbd></button>
      ${procedure && html`<button disabled=${busy.value} onClick=${printGuide}>${t("kiosk-guide-print")} <kbd>P</kbd></button>`}
      <button onClick=${turnTongue}>${t("guidance-tongue", { tongue: t(`common-language-${tongue.value}`) })} <kbd>L</kbd></button>
    </div>`;
}
