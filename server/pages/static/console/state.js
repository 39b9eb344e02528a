/** What the console knows: the desk's level, what is being pressed, and why the last press was refused. */

import { signal } from "/assets/vendor/ui.js";

/** @typedef {{id: number, label: string, state: string, service: string, moves: string[], checklist: {text: string, kind: string}[]} & Record<string, any>} Hand */
/** @typedef {{seq: number, at: string, counter: Record<string, any>, ticket: Hand | null, undo: Record<string, any> | null,
 *   waiting: number, next: Record<string, any>[], parked: Record<string, any>[], absent: Record<string, any>[],
 *   services: {code: string, name: string}[], counters: Record<string, any>[]}} Desk */

/** @type {{value: Desk | null}} */
export const desk = signal(null);

/** @type {{value: Record<string, any> | null}} */
export const lines = signal(null);

/** The move on its way to the server, or "". */
export const inFlight = signal("");

/** @type {{value: {move: string, text: string} | null}} */
export const refusal = signal(null);

/** The choice open in place of the moves: its name, and the ticket it is about. @type {{value: {name: string, ticket?: any} | null}} */
export const choice = signal(null);

/** Checklist lines ticked for the ticket in hand, by text. @type {{value: Set<string>}} */
export const ticked = signal(new Set());

/** Dossiers counted for the ticket in hand; null until the clerk changes it. @type {{value: number | null}} */
export const dossiers = signal(null);

/** @type {((level: Desk) => void)[]} */
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
  waiting.splice(0).forEach((tell) => tell(level));
}

/** Resolves with the next desk level. @returns {Promise<Desk>} */
export const nextDesk = () => new Promise((tell) => { waiting.push(tell); });
