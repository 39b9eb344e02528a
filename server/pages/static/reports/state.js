/** What the page knows: which days are asked for, by what, and what they came to. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { hallDay } from "/assets/js/hallTime.js";
import { around } from "../around.js";

/**
 * @typedef {{n: number, median_s: number | null, p90_s: number | null, max_s: number | null, within_target: number | null}} Spread
 * @typedef {Record<string, any> & {visits: number, legs: number, finished: number, absent: number, outcomes: Record<string, number>, waited: Spread, walked: Spread, served: Spread, stayed: Spread}} Figures
 * @typedef {{weekday: number, hour: number, visits: number, waited: Spread}} Cell
 * @typedef {{device: number, name: string, part: "kiosk" | "printer", n: number, total_s: number, longest_s: number}} Machine
 * @typedef {{since: string, through: string, by: string, trial: boolean, target_s: number, days: number, whole: Figures, heat: Cell[], rows: (Figures & {key: string, name: string})[], reasons: {reason: string, n: number}[], guides: number, ratings: {counter: number, service: string, service_name: string, n: number, mean: number}[], machines: {watched_since: string | null, unwatched_s: number, rows: Machine[]}}} Report
 */

export const KINDS = ["day", "week", "month", "quarter"];
export const BYS = ["service", "counter", "officer", "agency", "lane", "day", "week", "month", "quarter"];

/** @type {{value: Report | null}} null before it is known */
export const report = signal(null);
/** The same period step by step; null for a day, whose hours stand beside it. @type {{value: Report | null}} */
export const trend = signal(null);
export const refused = signal("");
export const asked = signal({ kind: "month", day: hallDay(Date.now()), by: "service", trial: false });

export const period = computed(() => around(asked.value.kind, asked.value.day));

/** What the files and the API are asked for. */
export const query = computed(() => new URLSearchParams({ ...period.value, by: asked.value.by, trial: asked.value.trial ? "1" : "" }).toString());

/** @param {Partial<typeof asked.value>} change */
export function ask(change) {
  asked.value = { ...asked.value, ...change };
  readAgain();
}

/** Whether nobody can have come yet. */
export const isToCome = () => period.value.since > hallDay(Date.now());

export async function readAgain() {
  if (isToCome()) return;
  const wanted = query.value;
  try {
    const [read, steps] = await Promise.all([get(`/api/v1/reports?${wanted}`), readSteps()]);
    if (wanted !== query.value) return; // another period was asked for meanwhile
    report.value = read;
    trend.value = steps;
    refused.value = "";
  } catch (/** @type {any} */ error) {
    if (wanted === query.value) refused.value = error.message;
  }
}

/** @returns {Promise<Report | null>} */
async function readSteps() {
  const { kind, trial } = asked.value;
  if (kind === "day") return null;
  const wanted = { ...period.value, by: kind === "quarter" ? "week" : "day", trial: trial ? "1" : "" };
  return get(`/api/v1/reports?${new URLSearchParams(wanted)}`);
}

/** 754 → "0:12:34"; nothing of nobody. @param {number | null} seconds */
export function clocked(seconds) {
  if (seconds === null) return "–";
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${hours}:${two(minutes)}:${two(rest)}`;
}

/** 0.66667 → "66,7%"; only all of them are "100%". @param {number | null} part */
export function percent(part) {
  if (part === null) return "–";
  const told = part === 1 ? part : Math.min(part, 0.999);
  return told.toLocaleString(document.documentElement.lang, { style: "percent", maximumFractionDigits: 1 });
}

/** @param {number} n */
export const count = (n) => n.toLocaleString(document.documentElement.lang);
