/** What the console knows: the desk's level, what is being pressed, and why the last press was refused. */

import { signal } from "/assets/vendor/ui.js";

/** @typedef {import("/assets/js/protocol.js").Desk} Desk */
/** @typedef {import("/assets/js/protocol.js").DeskTicket} Hand */
/** @typedef {Desk["next"][number]} Waiting */
/** @typedef {Desk["parked"][number]} Parked */
/** @typedef {Desk["absent"][number]} Absent */
/** @typedef {{move: string, text: string, place: "moves" | "line" | "counter"}} Refused */

// Null until the first level has come: the page draws no desk before (see `page.js`), so the type says so.
export const desk = signal(/** @type {Desk} */ (/** @type {unknown} */ (null)));

export const lines = signal(/** @type {import("/assets/js/protocol.js").Lines | null} */ (null));
export const board = signal(/** @type {import("/assets/js/protocol.js").Board | null} */ (null));

/** The move on its way to the server, or "". */
export const inFlight = signal("");

/** The server does not answer: what the desk shows may be over, and nothing can be done about it. */
export const away = signal(false);

export const refusal = signal(/** @type {Refused | null} */ (null));

/** A key that did not count while a move was on its way, and beside which buttons that is said. */
export const lostKey = signal(/** @type {{key: string, place: Refused["place"]} | null} */ (null));

/** The choice open in place of the moves: its name, and the ticket it is about. */
export const choice = signal(/** @type {{name: string, ticket?: any} | null} */ (null));

/** Who is picked in my line, among the parked or the absent: the id of a ticket. */
export const picked = signal(/** @type {number | null} */ (null));

/** Checklist lines ticked for the ticket in hand, by text. */
export const ticked = signal(/** @type {Set<string>} */ (new Set()));

/** Dossiers counted for the ticket in hand; null until the clerk changes it. */
export const dossiers = signal(/** @type {number | null} */ (null));

/** @type {(() => void)[]} */
let waiting = [];

/** Takes a desk level. A refusal ends with the state it was about; the ticks end with their ticket. @param {Desk} level */
export function takeDesk(level) {
  const before = desk.value;
  desk.value = level;
  if (before && level.seq > before.seq) refusal.value = null;
  if (before?.ticket?.id !== level.ticket?.id) {
    ticked.value = new Set();
    dossiers.value = null;
    choice.value = null;
  }
  const choiceTicket = choice.value?.ticket;
  if (choiceTicket && choiceTicket.id !== level.ticket?.id && !rowOf(choiceTicket.id)) choice.value = null;
  if (picked.value !== null && !rowOf(picked.value)) picked.value = null;
  if (!before || !hasMoved(before, level)) return;
  // A level that comes long after the answer is still that of the move for which the key came too early.
  if (!waiting.length) lostKey.value = null;
  waiting.splice(0).forEach((tell) => tell());
}

/** Whether something was done at this very desk; what colleagues do changes the lines beside it only. @param {Desk} before @param {Desk} level */
function hasMoved(before, level) {
  const own = (/** @type {Desk} */ { counter, ticket }) => JSON.stringify([counter, ticket]);
  // Of somebody beside the desk only the last move tells; that its ten seconds are over is no move.
  const last = (/** @type {Desk} */ { undo }) => (undo && Date.parse(undo.until) > Date.parse(level.at) ? undo.until : "");
  return own(before) !== own(level) || last(before) !== last(level);
}

/** The row of a ticket that stands beside this desk, if it still does. @param {number} id */
export function rowOf(id) {
  const { next, parked, absent } = desk.value;
  return [...next, ...parked, ...absent].find((row) => row.id === id);
}

/** Resolves when this desk is no more as it was before a press. @param {Desk} before @returns {Promise<void>} */
export const deskAfter = (before) => new Promise((tell) => {
  if (hasMoved(before, desk.value)) tell();
  else waiting.push(tell);
});
