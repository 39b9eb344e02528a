/** People beside the line: parked ones with their reminder, and those who missed their call. */

import { html } from "/assets/vendor/ui.js";
import { ageText, now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { desk, picked, refusal } from "./state.js";
import { choose, ticketMove } from "./moves.js";
import { pick } from "./picking.js";
import { RowActions } from "./rowActions.js";

/** Whether the clerk wanted to be reminded by now. @param {import("./state.js").Parked} ticket */
export const isDue = ({ remind_at }) => remind_at !== null && Date.parse(remind_at) <= now.value;

/** @param {{ticket: import("./state.js").Parked}} props */
export function Parked({ ticket }) {
  const due = isDue(ticket);
  return html`
    <${Row} ticket=${ticket} due=${due}
      since=${due ? t("desk-is-due", { age: ageText(Date.parse(ticket.at)) }) : ageText(Date.parse(ticket.at))}
      note=${[comingText(ticket), ticket.reason, !due && ticket.remind_at && t("desk-remind-at", { clock: clock(ticket.remind_at) })].filter(Boolean).join(" · ")}
      actions=${[
        { move: "resume", key: "Enter", onPress: () => resume(ticket.id) },
        { move: "transfer", key: "KeyC", onPress: () => choose("transfer", ticket) },
        { move: "cancel", key: "KeyH", onPress: () => choose("cancel", ticket) },
      ]} />`;
}

/** @param {{ticket: import("./state.js").Absent}} props */
export function Absent({ ticket }) {
  return html`
    <${Row} ticket=${ticket} since=${t("desk-absent-since", { clock: clock(ticket.at) })} note=${comingText(ticket)}
      actions=${[
        { move: "restore", key: "Enter", onPress: () => ticketMove(ticket.id, "restore") },
        { move: "cancel", key: "KeyH", onPress: () => choose("cancel", ticket) },
      ]} />`;
}

/** What somebody said from the phone since they were called. @param {{coming_at: string | null}} ticket */
const comingText = ({ coming_at }) => (coming_at ? t("staff-coming", { clock: clock(coming_at) }) : "");

/** @param {number} id */
function resume(id) {
  const { ticket, counter } = desk.value;
  if (ticket) refusal.value = { move: "resume", text: t("staff-why-busy", { label: ticket.label }), place: "line" };
  else ticketMove(id, "resume", { counter: counter.number });
}

/** @param {{ticket: {id: number, label: string}, since: string, note: string, due?: boolean, actions: import("./rowActions.js").Action[]}} props */
function Row({ ticket: { id, label }, since, note, due = false, actions }) {
  const isPicked = picked.value === id;
  return html`
    <li class="wait-row ${due ? "wait-due" : ""}" data-label=${label} data-picked=${isPicked || undefined}>
      <button type="button" class="wait-pick wait-aside" aria-expanded=${isPicked} onClick=${() => pick(id)}>
        <span class="wait-label number">${label}</span>
        <span class="wait-why"><span class="wait-age number">${since}</span>${note && html`<span class="wait-order">${note}</span>`}</span>
      </button>
      ${isPicked && html`<${RowActions} label=${label} actions=${actions} />`}
    </li>`;
}
