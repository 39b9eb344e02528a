/** A day as everybody here writes it, 23/11/2026, with its weekday, whatever language the browser itself speaks. */

import { html, useLayoutEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { format } from "/assets/js/hallTime.js";
import { language, t } from "/assets/js/texts.js";

const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** "2026-11-23" → "23/11/2026"; what is no day stays as it is. @param {string} text */
export const writtenDay = (text) => text.replace(DAY, "$3/$2/$1");

/** @param {string} text */
export const isDay = (text) => DAY.test(text);

/** "23/11/2026", "1.2.2026" → "2026-11-23", "2026-02-01"; what is no day of the calendar stays as it is. @param {string} text */
function readDay(text) {
  const [, day, month, year] = (WRITTEN.exec(text) ?? []).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const found = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return found.join() === [year, month, day].join() ? date.toISOString().slice(0, 10) : text;
}

/**
 * `value` is a day of the calendar, or what was typed in its stead; `onValue` hears of a day as soon as it is written, of
 * anything else when the field is left.
 * @param {{value: string, label: string, id?: string, needed?: boolean, onValue: (value: string) => void}} props
 */
export function DateField({ value, label, id, needed = true, onValue }) {
  const field = useRef(/** @type {any} */ (null));
  const typed = useSignal(/** @type {string | null} */ (null));
  const day = typed.value === null ? value : readDay(writtenDay(typed.value.trim()));
  const wrong = typed.value === null && value !== "" && !isDay(value) ? t("staff-date-wrong") : "";
  useLayoutEffect(() => field.current.setCustomValidity(wrong), [wrong]);
  const put = () => {
    typed.value = null;
    if (day !== value) onValue(day);
  };
  // Not only when the field is left: what a page says anew then would move the button that is being pressed.
  const hear = (/** @type {string} */ text) => {
    typed.value = text;
    const now = readDay(writtenDay(text.trim()));
    if (isDay(now) && now !== value) onValue(now);
  };
  return html`<span class="date-field">
    <input class="field" id=${id} ref=${field} placeholder=${t("staff-date-written")} maxlength="10" autocomplete="off" required=${needed}
      aria-label=${label} aria-invalid=${wrong ? "true" : undefined} value=${typed.value ?? writtenDay(value)}
      onInput=${(/** @type {any} */ event) => hear(event.currentTarget.value)} onChange=${put} onBlur=${put} />
    <span class=${wrong ? "date-wrong" : "quiet"} aria-live="polite">${wrong || (isDay(day) && format(language.value, { weekday: "long" }).format(new Date(`${day}T12:00:00Z`)))}</span></span>`;
}
