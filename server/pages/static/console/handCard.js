/** The ticket in hand as a card, or what an empty desk can do next. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Lane } from "../lane.js";
import { away, desk, dossiers, ticked } from "./state.js";
import { WhyLine } from "./whyLine.js";

export function HandCard() {
  const { ticket } = desk.value;
  return ticket ? html`<${InHand} ticket=${ticket} />` : html`<${EmptyDesk} />`;
}

function EmptyDesk() {
  const { counter, waiting } = desk.value;
  const [title, advice] = emptyWords(counter, waiting);
  return html`
    <section class="card hand hand-empty" aria-live="polite">
      <h1>${title}</h1>
      <p>${advice}</p>
    </section>`;
}

/** @param {import("./state.js").Desk["counter"]} counter @param {number} waiting */
function emptyWords(counter, waiting) {
  if (away.value) return [t("desk-away"), t("desk-away-advice")];
  if (counter.state !== "open") return [t(`staff-is-${counter.state}`), stopped(counter)];
  if (waiting) return [t("staff-ready"), t("staff-ready-advice", { count: waiting })];
  if (counter.ready_since) return [t("desk-ready"), t("desk-ready-advice", { clock: clock(counter.ready_since) })];
  return [t("staff-nobody"), t("desk-nobody-advice")];
}

/** @param {import("./state.js").Desk["counter"]} counter */
function stopped(counter) {
  if (counter.state === "closed") return t("staff-closed-advice");
  return [counter.reason, counter.until && t("staff-until", { clock: clock(counter.until) }), t("staff-paused-advice")].filter(Boolean).join(" · ");
}

/** @param {{ticket: import("./state.js").Hand}} props */
function InHand({ ticket }) {
  const since = ticket.state === "serving" ? ticket.started_at : ticket.called_at;
  const waited = ageText(Date.parse(ticket.counts_from), Date.parse(ticket.called_at ?? ticket.counts_from));
  return html`
    <section class="card hand" data-ticket=${ticket.id} data-state=${ticket.state}>
      <div class="hand-head">
        <h1 class="hand-label ${ticket.label.length > 4 ? "hand-label-long" : ""}">${ticket.label}</h1>
        <div class="hand-facts">
          <p aria-live="polite"><span class="state state-${ticket.state}">${t(`common-state-${ticket.state}`)}${ticket.state === "called" && ticket.calls > 1 ? ` · ${t("staff-times", { times: ticket.calls })}` : ""}</span>
            <span class="hand-since number">${since && ageText(Date.parse(since))}</span></p>
          <p>${t("staff-waited", { age: waited })}</p>
          ${ticket.coming_at && html`<p class="hand-coming" aria-live="polite"><span class="icon icon-route" aria-hidden="true"></span>${t("staff-coming", { clock: clock(ticket.coming_at) })}</p>`}
          <p><${Lane} lane=${ticket.lane} grounds=${ticket.grounds} hallGrounds=${desk.value.grounds} checked=${Boolean(ticket.lane_checked_by)} />
            ${ticket.language !== "vi" && html`<span class="state state-closed"><span class="icon icon-languages" aria-hidden="true"></span>${t(`staff-speaks-${ticket.language}`)}</span>`}</p>
        </div>
        <${Dossiers} ticket=${ticket} />
      </div>
      <${WhyLine} ticket=${ticket} />
      <p class="hand-what"><b>${ticket.service_name}</b>${ticket.procedure_label && html` · ${ticket.procedure_label}`}</p>
      ${ticket.time_limit && html`<p class="hand-limit">${t("staff-time-limit", { limit: ticket.time_limit })}</p>`}
      ${ticket.path.length > 0 && html`<p class="hand-limit hand-path">${t("desk-path", { services: ticket.path.map(serviceName).join(", ") })}</p>`}
      <${Checklist} ticket=${ticket} />
    </section>`;
}

/** @param {string} code */
const serviceName = (code) => desk.value.services.find((service) => service.code === code)?.name ?? code;

/** The steps show the signs of their keys. @param {{ticket: import("./state.js").Hand}} props */
function Dossiers({ ticket }) {
  const count = dossiers.value ?? ticket.dossiers;
  const set = (/** @type {number} */ to) => { dossiers.value = Math.min(99, Math.max(1, to)); };
  return html`
    <div class="dossiers" role="group" aria-label=${t("staff-dossiers")}>
      <span>${t("staff-dossiers")}</span>
      <div><button type="button" class="step" data-keys="Minus DigitSubtract" aria-label=${t("staff-fewer")} disabled=${count <= 1} onClick=${() => set(count - 1)}><span class="icon icon-minus" aria-hidden="true"></span></button>
      <output class="number">${count}</output>
      <button type="button" class="step" data-keys="Equal DigitAdd" aria-label=${t("staff-more")} onClick=${() => set(count + 1)}><span class="icon icon-plus" aria-hidden="true"></span></button></div>
    </div>`;
}

/** @param {{ticket: import("./state.js").Hand}} props */
function Checklist({ ticket }) {
  if (!ticket.checklist.length) return html`<p class="hand-none">${t("staff-no-checklist")}</p>`;
  const tick = (/** @type {string} */ text, /** @type {boolean} */ on) => {
    const next = new Set(ticked.value);
    if (on) next.add(text); else next.delete(text);
    ticked.value = next;
  };
  return html`
    <ul class="checklist" aria-label=${t("staff-checklist")} tabindex="0">
      ${ticket.checklist.map(({ text, kind }) => html`
        <li class="check check-${kind}">
          ${kind === "lookup"
            ? html`<span class="icon icon-database" aria-hidden="true"></span><span>${text}</span>`
            : html`<label><input type="checkbox" checked=${ticked.value.has(text)} onChange=${(/** @type {any} */ event) => tick(text, event.currentTarget.checked)} /> <span>${text}</span></label>`}
          <span class="check-kind">${t(`common-checklist-${kind}`)}</span>
        </li>`)}
    </ul>`;
}
