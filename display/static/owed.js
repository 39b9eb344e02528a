/** The calls a screen owes the hall: rung while its line was lost or while it was reloading. Each is said once. */

import { hallNow } from "/assets/js/age.js";

/** A call that nobody could hear for so long is over: the person has seen the screen, or been called again. */
export const STALE_MS = 60_000;
/** Of this tab: it outlives a reload. A screen that was switched on anew owes nothing: the others have said it. */
const PLACE = "moiso-said";
/** A rush of 300 calls in a minute, and some more. */
const REMEMBERED = 400;

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("/assets/js/protocol.js").Call} Call */

export function openMemory() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  /** From here on every call is ours to say. @type {number | null} */
  let from = kept?.from ?? null;
  /** @type {number[]} */
  let said = kept?.said ?? [];
  /** Those in line to be said; with a reload they are owed again. */
  let taken = new Set(said);

  const keep = () => sessionStorage.setItem(PLACE, JSON.stringify({ from, said }));

  /** The calls of this level that were never heard of and are still true, the oldest first. @param {Board} board @returns {Call[]} */
  function owed({ seq, calls }) {
    // A hall restored from yesterday's backup counts from a lower number again.
    if (from === null || seq < Math.max(from, ...said)) {
      [from, said, taken] = [seq, [], new Set()];
      keep();
    }
    const since = hallNow() - STALE_MS;
    const isNewest = (/** @type {Call} */ call) => calls.find(({ label }) => label === call.label) === call;
    const isTrue = (/** @type {Call} */ call) => call.state === "called" && Date.parse(call.at) > since;
    return calls.filter((call) => call.seq > Number(from) && !taken.has(call.seq) && isNewest(call) && isTrue(call)).toReversed();
  }

  return {
    owed,
    /** Whether this call is new to the screen; from now on it is not. @param {number} seq */
    take(seq) {
      const isNew = !taken.has(seq);
      taken.add(seq);
      return isNew;
    },
    /** It was heard. @param {number} seq */
    keepSaid(seq) {
      said = [...said, seq].slice(-REMEMBERED);
      keep();
    },
  };
}
