/** What the supervisor's page knows: the levels of the hall. */

import { signal } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { minutesRange } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

/** @typedef {import("/assets/js/protocol.js").Lines} Lines */
/** @typedef {import("/assets/js/protocol.js").Figures} Figures */
/** @typedef {import("/assets/js/protocol.js").Line} Line */

// Null until the first level has come: the page draws nothing of the hall before (see `page.js`), so the types say so.
export const lines = signal(/** @type {Lines} */ (/** @type {unknown} */ (null)));
export const figures = signal(/** @type {Figures} */ (/** @type {unknown} */ (null)));
export const board = signal(/** @type {import("/assets/js/protocol.js").Board | null} */ (null));

export const alerts = signal(/** @type {import("/assets/js/protocol.js").Alerts} */ (/** @type {unknown} */ (null)));

/** An alert that was seen is so for all at once, before the next level says it. @param {{kind: string, subject: string, seen: {by: string, at: string, tone: string}}} said */
export function sawAlert({ kind, subject, seen }) {
  const saw = (/** @type {import("/assets/js/protocol.js").Alert} */ one) => one.kind === kind && one.subject === subject && one.tone === seen.tone;
  alerts.value = { ...alerts.value, alerts: alerts.value.alerts.map((one) => (saw(one) ? { ...one, seen } : one)) };
}

/** A wait in seconds against the hall's targets. @param {number | null | undefined} seconds */
export function tone(seconds) {
  if (seconds === null || seconds === undefined) return "";
  const { amber_s: amber, red_s: red } = alerts.value.targets;
  if (seconds >= red) return "is-red";
  return seconds >= amber ? "is-amber" : "";
}

/** The longest wait of a line now: the level's figure plus the time since it was told. @param {Line} line @param {string} at */
export function longestNow(line, at) {
  if (!line.waiting || line.longest_s === null) return null;
  return line.longest_s + Math.max(0, (now.value - Date.parse(at)) / 1000);
}

/**
 * The share that was called within the target, and how many have missed it uncalled: they wait longer now, or left after
 * it. A share of the called alone would shine while people wait for an hour, or give up. Null while nobody was called and
 * nobody waited so long.
 * @param {Pick<Figures, "waited" | "waiting_since" | "left_late">} of @param {number} targetS
 */
export function withinTarget({ waited, waiting_since: waiting, left_late: left }, targetS) {
  const missed = left + waiting.filter((since) => now.value - Date.parse(since) > targetS * 1000).length;
  const all = waited.n + missed;
  return { missed, share: all ? ((waited.within_target ?? 0) * waited.n) / all : null };
}

/** Whole minutes, rounded as a person would say them. @param {number | null | undefined} seconds */
export const minutes = (seconds) => (seconds === null || seconds === undefined ? null : Math.round(seconds / 60));

/** No longer wait is said (`LONGEST_S` of waiting.py): one in ten at least is not called as far as anybody can see. */
const LONGEST_S = 12 * 3600;

/** A wait as a narrow column says it: "25–70 phút", "trên 155 phút"; "" where nobody can say. @param {import("/assets/js/protocol.js").Wait | null} wait */
export function likely(wait) {
  const range = minutesRange(wait);
  if (!wait || !range) return "";
  if (wait.p90 >= LONGEST_S) return t("staff-likely-over", { from: String(range.from) });
  return t("staff-likely-range", { from: String(range.from), to: String(range.to) });
}
