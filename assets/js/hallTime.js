/** Times as people in the hall read them: the hall's own zone, wherever the screen stands. */

import { language, t } from "./texts.js";

/** A page may name another zone in `<body data-zone>`; Vietnam has one. */
const zone = document.body?.dataset.zone || "Asia/Ho_Chi_Minh";

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} tongue @param {Intl.DateTimeFormatOptions} options */
export function format(tongue, options) {
  const key = tongue + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options });
    formats.set(key, made);
  }
  return made;
}

/** "9:05", 24 hours, no leading nought. @param {string | number} time */
export function clock(time) {
  const parts = format("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false }).formatToParts(new Date(time));
  const of = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? "";
  return `${Number(of("hour")) % 24}:${of("minute")}`;
}

/** "Thứ Bảy, 21 tháng 11, 2026". @param {string | number} time */
export function longDate(time) {
  return format(language.value, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(time));
}

/** The hall's calendar day at `time`, "2026-11-21": Swedish dates are ISO dates. @param {string | number} time */
export const hallDay = (time) => format("sv-SE", {}).format(new Date(time));

/** Whether both are on one day of the hall. @param {string | number} one @param {string | number} other */
export function isSameDay(one, other) {
  const day = format("en-GB", { dateStyle: "short" });
  return day.format(new Date(one)) === day.format(new Date(other));
}

/**
 * Whole minutes of a wait, rounded outwards to numbers people say: 1, 2 … 10, then fives.
 * @param {import("./protocol.js").Wait | null | undefined} wait
 * @returns {{from: number, to: number} | null}
 */
export function minutesRange(wait) {
  if (!wait) return null;
  const from = Math.max(0, wait.p10 / 60);
  const to = Math.max(from, wait.p90 / 60);
  const low = from <= 10 ? Math.floor(from) : Math.floor(from / 5) * 5;
  const high = to <= 10 ? Math.ceil(to) : Math.ceil(to / 5) * 5;
  return { from: low, to: Math.max(1, high) };
}

/** "khoảng 12–25 phút", "dưới 5 phút", or nothing known: "". @param {import("./protocol.js").Wait | null | undefined} wait */
export function waitText(wait) {
  const range = minutesRange(wait);
  if (!range) return "";
  if (range.from < 1) return t("common-wait-under", { to: range.to });
  if (range.from === range.to) return t("common-wait-about", { to: range.to });
  return t("common-wait-range", { from: range.from, to: range.to });
}
