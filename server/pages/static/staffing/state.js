/** What the page knows: which day is asked for (it stands in the address, too), and what that day needs. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { clock, hallDay } from "/assets/js/hallTime.js";
import { isDay } from "../dateField.js";

/**
 * @typedef {{service: string, name: string, counters: number}} Short
 * @typedef {{at: string, people: number, counters: number[], short: Short[], within_target: number | null}} Slot
 * @typedef {{day: string, day_off: string | null, weeks: number, target_s: number, share: number, counters: number, slots: Slot[]}} Found
 */

const DAY_MS = 24 * 3600 * 1000;
const HALF_HOUR_MS = 1800 * 1000;

const named = new URLSearchParams(location.search).get("day") ?? "";
export const day = signal(isDay(named) ? named : hallDay(Date.now() + DAY_MS));
/** @type {{value: Found | null}} null before it is known */
export const found = signal(null);
export const refused = signal("");

/** @param {string} wanted */
export function ask(wanted) {
  day.value = wanted;
  history.replaceState(null, "", `?day=${wanted}`);
  readAgain();
}

/** @param {number} days */
export function turn(days) {
  ask(new Date(Date.parse(`${day.value}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10));
}

export async function readAgain() {
  const wanted = day.value;
  found.value = null;
  refused.value = "";
  try {
    const read = await get(`/api/v1/staffing?day=${wanted}`);
    if (wanted === day.value) found.value = read; // else another day was asked for meanwhile
  } catch (/** @type {any} */ error) {
    if (wanted === day.value) refused.value = error.message;
  }
}

/** All counters of a half hour, with those the hall lacks. @param {Slot} slot */
export const all = ({ counters, short }) => counters.length + lacks(short);

/** @param {Short[]} short */
export const lacks = (short) => short.reduce((sum, { counters }) => sum + counters, 0);

/** The half hour that needs most. */
export const most = computed(() => found.value?.slots.reduce((one, other) => (all(other) > all(one) ? other : one)) ?? null);

/** The half hours in which no number of counters was found that calls enough people in time. */
export const missed = computed(() => found.value?.slots.filter(({ within_target: within }) => within !== null && within < (found.value?.share ?? 0)) ?? []);

/** Each skill that is short: from when to when at a stretch, and by how many counters at most. */
export const shortages = computed(() => {
  /** @type {{service: string, name: string, counters: number, since: number, until: number}[]} */
  const runs = [];
  for (const slot of found.value?.slots ?? []) {
    const since = Date.parse(slot.at);
    for (const { service, name, counters } of slot.short) {
      const run = runs.find((one) => one.service === service && one.until === since);
      if (run) Object.assign(run, { until: since + HALF_HOUR_MS, counters: Math.max(run.counters, counters) });
      else runs.push({ service, name, counters, since, until: since + HALF_HOUR_MS });
    }
  }
  return runs;
});

/** Never rounded up to what it is not. @param {number} share */
export const percent = (share) => (Math.floor(share * 1000) / 1000).toLocaleString(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 });

/** @param {string} at */
export const time = (at) => clock(Date.parse(at));
