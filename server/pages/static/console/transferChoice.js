/** Where else this person goes: a service by its letter, or one counter by its digit; with the reason, and the place kept or not. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { counterKey } from "./counterKeys.js";
import { desk, inFlight } from "./state.js";
import { ticketMove } from "./moves.js";

const REASONS = [1, 2, 3];

/** @param {{ticket: import("./state.js").Hand}} props */
export function TransferChoice({ ticket }) {
  const reasons = REASONS.map((at) => t(`staff-reason-transfer-${at}`));
  const [reason, setReason] = useState(reasons[0]);
  const [keep, setKeep] = useState(true);
  const level = desk.value;
  const go = (/** @type {{service: string} | {counter: number}} */ where) => ticketMove(ticket.id, "transfer", { ...where, keep_place: keep, reason: reason.trim() || reasons[0] });
  return html`
    <div class="transfer-reasons" role="group" aria-label=${t("staff-reason")}>
      ${reasons.map((text, at) => html`
        <button type="button" class="option" data-keys="F${at + 2}" aria-pressed=${reason === text} onClick=${() => setReason(text)}><kbd>F${at + 2}</kbd> <span>${text}</span></button>`)}
    </div>
    <div class="transfer-why">
      <label for="transfer-reason" data-keys="F8"><kbd>F8</kbd> ${t("staff-reason-other")}</label>
      <input id="transfer-reason" maxlength="200" autocomplete="off" value=${reasons.includes(reason) ? "" : reason} onInput=${(/** @type {any} */ event) => setReason(event.currentTarget.value)} />
      <label class="tick" data-keys="F9"><input type="checkbox" checked=${keep} onChange=${(/** @type {any} */ event) => setKeep(event.currentTarget.checked)} /> ${t("staff-keep-place")} <kbd>F9</kbd></label>
    </div>
    <div class="destinations">
      ${level.services.filter(({ code }) => code !== ticket.service).map(({ code, name }) => html`
        <button type="button" class="option" data-keys="Key${code}" data-service=${code} disabled=${inFlight.value !== ""} onClick=${() => go({ service: code })} title=${name}>
          <kbd>${code}</kbd> <span>${name}</span>
        </button>`)}
    </div>
    <div class="transfer-counters" role="group" aria-label=${t("staff-to-counter")}>
      <span>${t("staff-to-counter")}</span>
      ${level.counters.filter(({ number }) => number !== level.counter.number).map(({ number, name, state }) => {
        const { code, key } = counterKey(number);
        return html`
          <button type="button" class="option option-small" data-keys=${code} data-counter=${number} title=${name} disabled=${state === "closed" || inFlight.value !== ""} onClick=${() => go({ counter: number })}>
            ${key && html`<kbd>${key}</kbd>`}${key !== String(number) && html` ${number}`}</button>`;
      })}
    </div>`;
}
