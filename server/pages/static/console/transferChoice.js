/** Where else this person goes: a service by its letter, or one counter; with the reason, and the place kept or not. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { desk, inFlight } from "./state.js";
import { ticketMove } from "./moves.js";

const REASONS = [1, 2, 3];

/** @param {{ticket: import("./state.js").Hand}} props */
export function TransferChoice({ ticket }) {
  const [reason, setReason] = useState(t("staff-reason-transfer-1"));
  const [keep, setKeep] = useState(true);
  const level = desk.value;
  const go = (/** @type {{service: string} | {counter: number}} */ where) => ticketMove(ticket.id, "transfer", { ...where, keep_place: keep, reason: reason.trim() || t("staff-reason-transfer-1") });
  return html`
    <div class="transfer-why">
      <label for="transfer-reason">${t("staff-reason")}</label>
      <input id="transfer-reason" list="transfer-reasons" maxlength="200" autocomplete="off" value=${reason} onInput=${(/** @type {any} */ event) => setReason(event.currentTarget.value)} />
      <datalist id="transfer-reasons">${REASONS.map((at) => html`<option value=${t(`staff-reason-transfer-${at}`)}></option>`)}</datalist>
      <label class="tick"><input type="checkbox" checked=${keep} onChange=${(/** @type {any} */ event) => setKeep(event.currentTarget.checked)} /> ${t("staff-keep-place")}</label>
    </div>
    <div class="destinations">
      ${level.services.filter(({ code }) => code !== ticket.service).map(({ code, name }) => html`
        <button type="button" class="option" data-keys="Key${code}" data-service=${code} disabled=${inFlight.value !== ""} onClick=${() => go({ service: code })} title=${name}>
          <kbd>${code}</kbd> <span class="clip">${name}</span>
        </button>`)}
    </div>
    <div class="transfer-counters" role="group" aria-label=${t("staff-to-counter")}>
      <span>${t("staff-to-counter")}</span>
      ${level.counters.filter(({ number }) => number !== level.counter.number).map(({ number, state }) => html`
        <button type="button" class="option option-small" disabled=${state === "closed" || inFlight.value !== ""} onClick=${() => go({ counter: number })}>${number}</button>`)}
    </div>`;
}
