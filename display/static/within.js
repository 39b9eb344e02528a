/** Whether it is now one of the hours somebody named: a screen's hours without voice. */

import { clock } from "/assets/js/hallTime.js";

/** @param {string} time "21:30" */
function minutes(time) {
  const [hours, rest] = time.split(":").map(Number);
  return hours * 60 + rest;
}

/** From and until, over midnight too; none named, or the same twice, is never. @param {string[] | null | undefined} span @param {number} now */
export function isWithin(span, now) {
  if (!span) return false;
  const [from, until] = span.map(minutes);
  const at = minutes(clock(now));
  return from <= until ? from <= at && at < until : at >= from || at < until;
}
