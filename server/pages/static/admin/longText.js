/** A text of several lines that may be too long: it is taken as it is pasted, counted, and refused in words when it is saved. */

import { html, useLayoutEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** From this part of its room on, a text is counted. */
const COUNTED_FROM = 0.75;

/** @param {{value: string, most: number, onText: (text: string) => void} & Record<string, any>} props the rest is the textarea's own */
export function LongText({ value, most, onText, ...own }) {
  const box = useRef(/** @type {any} */ (null));
  const length = [...value].length;
  const isOver = length > most;
  const wrong = isOver ? t("staff-fault-long", { length, most }) : "";
  // `maxlength` would cut what is pasted, and say nothing.
  useLayoutEffect(() => box.current.setCustomValidity(wrong), [wrong]);
  return html`<textarea class="field" ref=${box} value=${value} onInput=${(/** @type {any} */ event) => onText(event.currentTarget.value)} ...${own}></textarea>
    ${length > most * COUNTED_FROM && html`<span class=${isOver ? "too-long" : "quiet"} role="status">${wrong || `${length}/${most}`}</span>`}`;
}
