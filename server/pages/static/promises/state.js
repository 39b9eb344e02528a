/** What the page knows: the weeks, the newest first, and which of them is read. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";

/**
 * @typedef {{n: number, kept: number | null, late: number | null, error_s: number | null, bias_s: number | null, alarm: "kept" | "bias" | null}} Honesty
 * @typedef {Honesty & {service: string, name: string}} ServiceHonesty
 * @typedef {Honesty & {monday: string, services: ServiceHonesty[]}} Week
 */

/** @type {{value: Week[] | null}} null before they are known */
export const weeks = signal(null);
export const chosen = signal("");
export const refused = signal("");

export const reading = computed(() => weeks.value?.find(({ monday }) => monday === chosen.value) ?? weeks.value?.[0] ?? null);

export async function readAgain() {
  try {
    weeks.value = (await get("/api/v1/figures/promises?weeks=8")).weeks;
    refused.value = "";
  } catch (/** @type {any} */ error) {
    refused.value = error.message;
  }
}

/** Of ten, as people say it; nothing of nobody. @param {number | null} share */
export const ofTen = (share) => (share === null ? "–" : (share * 10).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));

/** @param {string} monday a day of the calendar, in no time zone */
export function weekName(monday) {
  const [year, month, day] = monday.split("-").map(Number);
  const at = (/** @type {number} */ days) => new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days));
  const named = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "numeric", timeZone: "UTC" });
  return named.formatRange(at(0), at(6));
}
