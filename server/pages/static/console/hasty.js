/** Keys pressed faster than the server answers: one move may follow by itself, any other key is said not to count. */

import { inFlight, lostKey } from "./state.js";

/** A press that waited longer was about a moment that has passed. */
const FRESH_MS = 2_000;

/** The key that made the move on its way, "" for a mouse: pressed again it is the same finger on the same key. */
let pressed = "";
/** @type {{key: string, at: number} | null} */
let next = null;
let missed = "";

/**
 * Whether a key comes while an answer is awaited; it presses nothing then. The key of a move waits for its turn, for
 * it means the same whatever the answer is; a digit or a letter means what the screen shows, which will be another one.
 * @param {KeyboardEvent} event @param {boolean} isMove @param {boolean} presses there is a button for it
 */
export function holdsBack({ code, repeat }, isMove, presses) {
  if (!inFlight.value) {
    lostKey.value = null;
    pressed = code;
    queueMicrotask(() => { if (!inFlight.value) pressed = ""; }); // It opened a choice, or picked somebody.
    return false;
  }
  if (repeat || code === pressed || !(isMove || presses)) return presses;
  if (isMove && !next) next = { key: code, at: performance.now() };
  else missed = code;
  return true;
}

/** The key of the move that is made now, "" when there is none; one that waited in vain is missed. @param {boolean} isShown the desk is as the move before it left it */
export function following(isShown) {
  const held = next;
  next = null;
  pressed = "";
  if (!held) return "";
  if (isShown && performance.now() - held.at < FRESH_MS) {
    pressed = held.key;
    return held.key;
  }
  missed = held.key;
  return "";
}

/** The key to be named as one that did not count, as it stands on the keyboard, or "". */
export function missedKey() {
  const key = missed.replace(/^(Key|Digit|Numpad)/, "");
  missed = "";
  return key;
}
