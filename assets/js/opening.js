/** Whether the hall works now: what its level said, and what the clock has made of it since. */

import { isSameDay } from "./hallTime.js";

/** @typedef {"open" | "break" | "before" | "over"} Standing */

/**
 * A level comes when somebody is called, not when the clock strikes half past eleven.
 * @param {import("./protocol.js").Working} hours
 * @param {number} now
 * @returns {Standing}
 */
export function standing({ open, closes_at, reopens_at, is_break }, now) {
  const reopens = reopens_at ? Date.parse(reopens_at) : NaN;
  const ended = open && closes_at !== null && now >= Date.parse(closes_at);
  if (now >= reopens || (open && !ended)) return "open";
  if (!reopens_at || !isSameDay(reopens, now)) return "over";
  return ended || is_break ? "break" : "before";
}
