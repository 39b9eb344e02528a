/** One person of my line: why they stand where they stand, and what may be done about them once picked. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";
import { Lane, groundName } from "../lane.js";
import { desk, picked, refusal } from "./state.js";
import { MOVES, choose, press, whyNotNext } from "./moves.js";
import { pick } from "./picking.js";
import { RowActions } from "./rowActions.js";

const CALL_NEXT = /** @type {import("./moves.js").Move} */ (MOVES.find(({ name }) => name === "call_next"));

/** @param {{ticket: import("./state.js").Waiting}} props */
export function Waiting({ ticket }) {
  const { id, label, rank } = ticket;
  const isPicked = picked.value === id;
  const key = rank < 10 ? `Digit${rank}` : undefined;
  return html`
    <li class="wait-row ${rank === 1 ? "wait-first" : ""}" data-label=${label} data-picked=${isPicked || undefined}>
      <button type="button" class="wait-pick" data-keys=${key} aria-expanded=${isPicked} onClick=${() => pick(id)}>
        ${key ? html`<kbd>${rank}</kbd>` : html`<span class="wait-rank number">${rank}</span>`}
        <span class="wait-label number">${label}</span>
        <span class="wait-why">
          <span class="wait-since"><span class="wait-age number">${ageText(Date.parse(ticket.issued_at))}</span> <${Lane} lane=${ticket.lane} /></span>
          <span class="wait-order" data-because=${ticket.because}>${orderOf(ticket)}</span>
        </span>
        ${rank === 1 && html`<kbd>F2</kbd>`}
      </button>
      ${isPicked && html`<${RowActions} label=${label} actions=${actionsOf(ticket)} />`}
    </li>`;
}

/** @param {import("./state.js").Waiting} ticket @returns {import("./rowActions.js").Action[]} */
function actionsOf(ticket) {
  const call = ticket.rank === 1 ? { move: "call_next", key: "Enter", onPress: () => press(CALL_NEXT) } : { move: "call", key: "Enter", onPress: () => callEarly(ticket) };
  return [
    ...(ticket.rank === 1 || desk.value.may_choose ? [call] : []),
    { move: "lane", key: "KeyD", onPress: () => choose("lane", ticket) },
    { move: "cancel", key: "KeyH", onPress: () => choose("cancel", ticket) },
    { move: "void", key: "KeyI", onPress: () => choose("void", ticket) },
  ];
}

/** @param {import("./state.js").Waiting} ticket */
function callEarly(ticket) {
  const reason = whyNotNext(desk.value);
  if (reason) refusal.value = { move: "call", text: reason, place: "line" };
  else choose("call", ticket);
}

/** Why a person stands at this place. @param {import("./state.js").Waiting} ticket */
function orderOf(ticket) {
  const { counter, services, grounds } = desk.value;
  const order = ticket.because === "arrival" && ticket.rank === 1
    ? t("staff-why-first")
    : t(`desk-order-${ticket.because}`, { grounds: ticket.grounds ? groundName(ticket.grounds, grounds) : "none", lane: ticket.lane });
  const helped = counter.helps.includes(ticket.service) && !counter.services.includes(ticket.service);
  return helped ? t("desk-order-helped", { order, service: services.find(({ code }) => code === ticket.service)?.name ?? ticket.service }) : order;
}
