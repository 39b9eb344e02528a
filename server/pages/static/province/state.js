/** What the page knows: which days are asked for, what all halls came to, in which order they stand, and which are looked for. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { hallNow } from "/assets/js/age.js";
import { hallDay } from "/assets/js/hallTime.js";
import { around } from "../around.js";

/**
 * @typedef {{n: number, median_s: number | null, p90_s: number | null, max_s: number | null, within_target: number | null}} Spread
 * @typedef {{waiting: number, longest_s: number, counters: number, open_counters: number, machines: number, red: number}} Now
 * @typedef {{visits: number, legs: number, absent: number, absent_share: number | null, waited: Spread, missing_days: number, now: Now}} Figures
 * @typedef {Figures & {code: string, name: string, trial: boolean, targets: {amber_s: number, red_s: number}}} Hall
 * @typedef {{at: string, since: string, through: string, target_s: number, halls: Hall[], whole: Figures}} View
 */

export const KINDS = ["day", "week", "month", "quarter"];
const EVERY_MS = 20_000;

/** @type {{value: View | null}} null before it is known */
export const view = signal(null);
/** A period that is no answer's, in the server's words. */
export const refused = signal("");
/** When the page last heard from the server, and since when it hears nothing; 0: it hears. */
export const heardAt = signal(0);
export const lostSince = signal(0);
/** `day`: one of the days asked for; "": today, also after midnight. */
export const asked = signal({ kind: "day", day: "" });
export const sought = signal("");

export const today = () => hallDay(hallNow());
export const period = computed(() => around(asked.value.kind, asked.value.day || today()));

/** @param {Partial<typeof asked.value>} change */
export function ask(change) {
  asked.value = { ...asked.value, ...change };
  readAgain();
}

export async function readAgain() {
  const { kind, day } = asked.value;
  const wanted = around(kind, day || today());
  try {
    const read = await get(`/api/v1/province?${new URLSearchParams(wanted)}`);
    if (asked.value.kind !== kind || asked.value.day !== day) return; // other days were asked for meanwhile
    view.value = read;
    heardAt.value = hallNow();
    lostSince.value = 0;
    refused.value = "";
  } catch (/** @type {any} */ error) {
    if (error.status === 401 || error.status === 403) location.reload();
    else if (error.status >= 400 && error.status < 500) refused.value = error.message;
    else lostSince.value ||= hallNow();
  }
}

/** Reads again for ever, each time some seconds after the last answer. */
export async function keepReading() {
  await readAgain();
  setTimeout(keepReading, EVERY_MS);
}

/** How a wait stands by the hall's own targets. @param {Hall} hall */
export function tone({ now, targets }) {
  if (now.longest_s >= targets.red_s) return "is-red";
  return now.longest_s >= targets.amber_s ? "is-amber" : "";
}
