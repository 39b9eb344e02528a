/** The clerk's moves: their keys, which one is likely now, and how one is made. */

import { t } from "/assets/js/texts.js";
import { post } from "/assets/js/api.js";
import { now } from "/assets/js/age.js";
import { following, missedKey } from "./hasty.js";
import { away, choice, desk, deskAfter, inFlight, lostKey, picked, refusal } from "./state.js";

/** @typedef {{name: string, key: string, code: string, asks?: boolean}} Move */

/** In the order of a visit, which is also the order of the keys on the keyboard. F5 stays the browser's. @type {Move[]} */
export const MOVES = [
  { name: "call_next", key: "F2", code: "KeyG" },
  { name: "call_again", key: "F3", code: "KeyL" },
  { name: "start", key: "F4", code: "KeyB" },
  { name: "finish", key: "F6", code: "KeyX", asks: true },
  { name: "absent", key: "F7", code: "KeyV" },
  { name: "park", key: "F8", code: "KeyT", asks: true },
  { name: "transfer", key: "F9", code: "KeyC", asks: true },
  { name: "put_back", key: "R", code: "KeyR" },
  { name: "cancel", key: "H", code: "KeyH", asks: true },
  { name: "lane", key: "D", code: "KeyD", asks: true },
];

/** How long the buttons stay locked for the level that follows an answer. */
const LEVEL_WAIT_MS = 700;

/** The move most likely next, which is drawn filled and answers to the space bar; "" when there is nothing to do but wait. @param {import("./state.js").Desk} level */
export function likelyMove({ ticket, counter, recalls_left, waiting }) {
  if (ticket) return ticket.state === "serving" ? "finish" : recalls_left === 0 ? "absent" : "start";
  if (counter.state !== "open") return "open";
  if (waiting) return "call_next";
  return counter.ready_since ? "" : "ready";
}

/**
 * Why a move cannot be made now, or "". Only what the desk itself shows; the server has the last word.
 * @param {import("./state.js").Desk} level @param {string} name
 */
export function whyNot(level, name) {
  if (away.value) return t("desk-why-away");
  if (name === "call_next") return whyNotNext(level);
  if (!level.ticket) return t("staff-why-nobody");
  // A lane is no step of a ticket's life: it may be checked as long as the person is here.
  if (name !== "lane" && !level.ticket.moves.includes(name)) return t("staff-why-state", { label: level.ticket.label, state: t(`common-state-${level.ticket.state}`) });
  return name === "call_again" ? whyNotAgain(level) : "";
}

/** @param {import("./state.js").Desk} level */
export function whyNotNext({ ticket, counter }) {
  if (ticket) return t("staff-why-busy", { label: ticket.label });
  return counter.state === "open" ? "" : t(`staff-is-${counter.state}`);
}

/** @param {import("./state.js").Desk} level */
function whyNotAgain(level) {
  if (level.recalls_left === 0) return t("desk-why-called-enough");
  const wait = coolDown(level);
  return wait ? t("desk-why-too-soon", { seconds: wait }) : "";
}

/** Seconds until the person may be called again: the voice is still speaking. @param {import("./state.js").Desk} level */
export const coolDown = ({ recall_at }) => (recall_at ? Math.max(0, Math.ceil((Date.parse(recall_at) - now.value) / 1000)) : 0);

/** A press on a move of the bar. @param {Move} move */
export function press(move) {
  const level = desk.value;
  if (!level) return;
  const reason = whyNot(level, move.name);
  if (reason) refusal.value = { move: move.name, text: reason, place: "moves" };
  else if (move.asks) choose(move.name, level.ticket);
  else if (move.name === "call_next") counterMove("call-next", "call_next");
  else if (level.ticket) ticketMove(level.ticket.id, move.name);
}

/** Opens a choice in place of the bar. @param {string} name @param {any} [ticket] */
export function choose(name, ticket) {
  if (isAway(name, ticket ? placeOf(ticket.id) : "counter")) return;
  refusal.value = null;
  choice.value = { name, ticket };
}

/** Whether nothing can be done just now, which is said then. @param {string} move @param {import("./state.js").Refused["place"]} place */
function isAway(move, place) {
  if (away.value) refusal.value = { move, text: t("desk-why-away"), place };
  return away.value;
}

/** Beside which buttons the moves of a ticket stand. @param {number} id */
const placeOf = (id) => (picked.value === id ? "line" : "moves");

/** @param {number} id @param {string} name @param {object} [body] */
export const ticketMove = (id, name, body) =>
  make(name, `/api/v1/tickets/${id}/${name.replace("_", "-")}`, body, placeOf(id));

/** @param {string} verb @param {string} name @param {object} [body] */
export const counterMove = (verb, name, body) =>
  make(name, `/api/v1/counters/${desk.value?.counter.number}/${verb}`, body, name === "call_next" ? "moves" : name === "call" ? "line" : "counter");

/**
 * One move on its way. A second press meanwhile never makes another (see `hasty.js`), and should the network repeat
 * the first one, its key makes the server answer it once.
 * @param {string} name @param {string} path @param {object} body @param {"moves" | "line" | "counter"} place where a refusal is said
 */
async function make(name, path, body = {}, place) {
  if (inFlight.value || isAway(name, place)) return;
  inFlight.value = name;
  refusal.value = null;
  lostKey.value = null;
  const before = desk.value;
  let isShown = false;
  try {
    await post(path, body);
    choice.value = null;
    picked.value = null;
    // The answer may overtake the level: until the desk shows what was done, another press would be about the past.
    const shown = deskAfter(before).then(() => true);
    isShown = await Promise.race([shown, new Promise((tell) => { setTimeout(tell, LEVEL_WAIT_MS, false); })]);
  } catch (error) {
    choice.value = null;
    refusal.value = { move: name, text: error.message, place };
  } finally {
    inFlight.value = "";
    goOn(place, isShown);
  }
}

/**
 * After an answer: the move whose key was pressed meanwhile is made, and of a key that does not count it is said.
 * @param {import("./state.js").Refused["place"]} place @param {boolean} isShown the desk is as the move left it
 */
function goOn(place, isShown) {
  const key = following(isShown);
  const move = MOVES.find((one) => one.key === key);
  if (move) press(move);
  if (inFlight.value) return; // Said when that one is done too.
  const missed = missedKey();
  if (missed) lostKey.value = { key: missed, place };
}
