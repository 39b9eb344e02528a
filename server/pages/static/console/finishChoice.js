/** How a visit ends: one key for the outcome, and the next service when the same person goes on there. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { desk, dossiers, inFlight, ticked } from "./state.js";
import { ticketMove } from "./moves.js";

/** The story keeps the beginning of a long line of the law; it is enough to know which paper is meant. */
const KEPT = 300;
const OUTCOMES = ["accepted", "supplement", "returned", "guided", "refused"];

/** @param {{ticket: import("./state.js").Hand}} props */
export function FinishChoice({ ticket }) {
  const [next, setNext] = useState("");
  const missing = missingOf(ticket);
  const finish = (/** @type {string} */ outcome) => ticketMove(ticket.id, "finish", {
    outcome,
    dossiers: dossiers.value ?? ticket.dossiers,
    ...(outcome === "supplement" && missing.length ? { missing } : {}),
    ...(next ? { next_service: next } : {}),
  });
  return html`
    <div class="options">
      ${OUTCOMES.map((outcome, at) => html`
        <button type="button" class="option option-outcome" data-keys="Digit${at + 1}" data-outcome=${outcome} data-likely=${at === 0 || undefined}
                disabled=${inFlight.value !== ""} onClick=${() => finish(outcome)}>
          <kbd>${at + 1}</kbd> <span>${t(`common-outcome-${outcome}`)}
            ${outcome === "supplement" && missing.length > 0 && html`<small>${t("staff-missing-count", { count: missing.length })}</small>`}</span>
        </button>`)}
    </div>
    <div class="then">
      <label for="next-service">${t("staff-then")}</label>
      <select id="next-service" value=${next} onChange=${(/** @type {any} */ event) => setNext(event.currentTarget.value)}>
        <option value="">${t("staff-then-nothing")}</option>
        ${desk.value.services.filter(({ code }) => code !== ticket.service).map(({ code, name }) => html`<option value=${code}>${code} · ${name}</option>`)}
      </select>
    </div>`;
}

/** What the clerk did not tick among the papers to hand in; nothing when nothing was ticked, for then nobody went through the list. @param {import("./state.js").Hand} ticket */
function missingOf(ticket) {
  if (!ticked.value.size) return [];
  return ticket.checklist.filter(({ kind, text }) => kind !== "lookup" && !ticked.value.has(text)).map(({ text }) => (text.length > KEPT ? `${text.slice(0, KEPT - 1)}…` : text));
}
