/** My line: the next five with the reason of their order, the rest in a fold, the parked and the absent in two more. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";
import { Lane } from "../lane.js";
import { desk, inFlight } from "./state.js";
import { choose, ticketMove } from "./moves.js";

const IN_SIGHT = 5;

export function MyLine() {
  const { next, waiting, parked, absent } = desk.value;
  const rest = next.slice(IN_SIGHT);
  const unseen = waiting - next.length;
  return html`
    <section class="card line" aria-labelledby="line-title">
      <h2 id="line-title">${t("staff-my-line")} <span class="count number">${waiting}</span></h2>
      ${waiting === 0 && html`<p class="line-empty">${t("staff-line-empty")}</p>`}
      <ol class="line-next">${next.slice(0, IN_SIGHT).map((ticket) => html`<${Waiting} key=${ticket.id} ticket=${ticket} />`)}</ol>
      ${waiting > IN_SIGHT && html`
        <${Fold} title=${t("staff-rest")} count=${waiting - IN_SIGHT}>
          <ol class="line-next">${rest.map((ticket) => html`<${Waiting} key=${ticket.id} ticket=${ticket} />`)}</ol>
          ${unseen > 0 && html`<p class="line-empty">${t("staff-and-more", { count: unseen })}</p>`}
        <//>`}
      <${Fold} title=${t("staff-parked")} count=${parked.length}>
        <ul>${parked.map((ticket) => html`<${Aside} key=${ticket.id} ticket=${ticket} move="resume" />`)}</ul>
      <//>
      <${Fold} title=${t("staff-absent")} count=${absent.length}>
        <ul>${absent.map((ticket) => html`<${Aside} key=${ticket.id} ticket=${ticket} move="restore" />`)}</ul>
      <//>
    </section>`;
}

/** @param {{ticket: import("./state.js").Waiting}} props */
function Waiting({ ticket }) {
  const first = ticket.rank === 1;
  return html`
    <li class="wait-row ${first ? "wait-first" : ""}" data-label=${ticket.label}>
      <span class="wait-label number">${ticket.label}</span>
      <span class="wait-why">
        <span class="wait-since"><span class="wait-age number">${ageText(Date.parse(ticket.issued_at))}</span> <${Lane} lane=${ticket.lane} /></span>
        <span class="wait-order">${orderOf(ticket)}</span>
      </span>
      ${first
        ? html`<span class="wait-key"><kbd>F2</kbd></span>`
        : html`<button type="button" class="button button-small" disabled=${inFlight.value !== ""} aria-label=${t("staff-call-early", { label: ticket.label })}
            onClick=${() => choose("call", ticket)}>${t("staff-call")}</button>`}
    </li>`;
}

/** Why a person stands at this place: their ground for going first, else their arrival. @param {import("./state.js").Waiting} ticket */
function orderOf(ticket) {
  if (ticket.grounds) return t(`common-grounds-${ticket.grounds}`);
  return t(ticket.rank === 1 ? "staff-why-first" : "staff-why-arrival");
}

/** @param {{ticket: {id: number, label: string, at: string, reason?: string | null}, move: "resume" | "restore"}} props */
function Aside({ ticket, move }) {
  return html`
    <li class="wait-row" data-label=${ticket.label}>
      <span class="wait-label number">${ticket.label}</span>
      <span class="wait-why"><span class="wait-age">${ageText(Date.parse(ticket.at))}</span><span class="wait-order">${ticket.reason ?? ""}</span></span>
      <button type="button" class="button button-small" data-move=${move} disabled=${inFlight.value !== ""}
              aria-label="${t(`staff-move-${move}`)} ${ticket.label}"
              onClick=${() => ticketMove(ticket.id, move, move === "resume" ? { counter: desk.value.counter.number } : {})}>${t(`staff-move-${move}`)}</button>
    </li>`;
}

/** @param {{title: string, count: number, children?: any}} props */
function Fold({ title, count, children }) {
  if (!count) return html`<p class="fold-empty">${title} <span class="count number">0</span></p>`;
  return html`<details class="fold"><summary>${title} <span class="count number">${count}</span></summary>${children}</details>`;
}
