/** How a visit ends: one key for the outcome, and the service where the same person goes on, as planned or chosen. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { desk, dossiers, inFlight, ticked } from "./state.js";
import { ticketMove } from "./moves.js";

/** The story keeps the beginning of a long line of the law; it is enough to know which paper is meant. */
const KEPT = 300;
const OUTCOMES = ["accepted", "supplement", "returned", "guided", "refused"];

/** @param {{ticket: import("./state.js").Hand}} props */
export function FinishChoice({ ticket }) {
  const [next, setNext] = useState(ticket.path[0] ?? "");
  const [choosing, setChoosing] = useState(false);
  const missing = missingOf(ticket);
  const finish = (/** @type {string} */ outcome) => ticketMove(ticket.id, "finish", {
    outcome,
    dossiers: dossiers.value ?? ticket.dossiers,
    ...(outcome === "supplement" && missing.length ? { missing } : {}),
    ...(next ? { next_service: next } : {}),
  });
  const choose = (/** @type {string} */ code) => { setNext(code); setChoosing(false); };
  return html`
    <div class="options options-outcome">
      ${OUTCOMES.map((outcome, at) => html`
        <button type="button" class="option option-outcome" data-keys="Digit${at + 1}" data-outcome=${outcome} data-likely=${at === 0 || undefined}
                disabled=${inFlight.value !== ""} onClick=${() => finish(outcome)}>
          <kbd>${at + 1}</kbd> <span>${t(`common-outcome-${outcome}`)}
            ${outcome === "supplement" && missing.length > 0 && html`<small>${t("staff-missing-count", { count: missing.length })}</small>`}</span>
        </button>`)}
    </div>
    <div class="then" data-next=${next}>
      <span>${t("staff-then")}</span>
      <b class="then-what clip">${next ? `${next} · ${nameOf(next)}` : t("staff-then-nothing")}</b>
      ${ticket.path.length > 1 && next === ticket.path[0] && html`<span class="then-later clip">${t("desk-then-later", { services: ticket.path.slice(1).map(nameOf).join(", ") })}</span>`}
      <button type="button" class="option option-small" data-keys="F9" aria-expanded=${choosing} onClick=${() => setChoosing(!choosing)}><kbd>F9</kbd> ${t("desk-then-change")}</button>
      ${next && html`<button type="button" class="option option-small" data-keys="Digit0" onClick=${() => choose("")}><kbd>0</kbd> ${t("desk-then-end")}</button>`}
    </div>
    ${choosing && html`
      <div class="destinations">
        ${desk.value.services.filter(({ code }) => code !== ticket.service).map(({ code, name }) => html`
          <button type="button" class="option" data-keys="Key${code}" data-service=${code} onClick=${() => choose(code)} title=${name}><kbd>${code}</kbd> <span>${name}</span></button>`)}
      </div>`}`;
}

/** @param {string} code */
const nameOf = (code) => desk.value.services.find((service) => service.code === code)?.name ?? code;

/** What the clerk did not tick among the papers to hand in; nothing when nothing was ticked, for then nobody went through the list. @param {import("./state.js").Hand} ticket */
function missingOf(ticket) {
  if (!ticked.value.size) return [];
  return ticket.checklist.filter(({ kind, text }) => kind !== "lookup" && !ticked.value.has(text)).map(({ text }) => (text.length > KEPT ? `${text.slice(0, KEPT - 1)}…` : text));
}
