/** Numbers as people read them. */

import { language, t } from "/assets/js/texts.js";

/** 754 → "12:34", 4000 → "1:06:40"; nothing of nobody. @param {number | null} seconds */
export function clocked(seconds) {
  if (seconds === null) return "–";
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A wait that still grows, in whole minutes; nobody waits: nothing. @param {number} seconds */
export const inMinutes = (seconds) => (seconds ? t("province-minutes", { n: Math.floor(seconds / 60) }) : "–");

/** @param {number | null} part */
export const percent = (part) => (part === null ? "–" : part.toLocaleString(language.value, { style: "percent", maximumFractionDigits: 0 }));

/** @param {number} n */
export const count = (n) => n.toLocaleString(language.value);
