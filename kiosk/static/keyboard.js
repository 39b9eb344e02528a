/** Large keys. Marks need not be typed, the search understands "giay khai sinh"; whoever writes with them finds them. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { SHAPES, TONES, withTone } from "./marks.js";

const FIGURES = "1234567890";
const ROWS = [FIGURES, "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const LONGEST = 60;

/** The field keeps its focus, so that a physical keyboard goes on working. @param {PointerEvent} event */
const stay = (event) => event.preventDefault();

/**
 * `rows` for a field that takes only some letters: large keys, and neither a space nor a way to hide them.
 * `marks`: Vietnamese letters, which give way to the figures at one touch, and tones.
 * @param {{value: string, change: (value: string) => void, hide?: () => void, rows?: string[], longest?: number, marks?: boolean}} props
 */
export function Keyboard({ value, change, hide, rows = ROWS, longest = LONGEST, marks = false }) {
  const [figures, setFigures] = useState(!marks);
  const type = (/** @type {string} */ letter) => { if (value.length < longest) change(value + letter); };
  const key = (/** @type {string} */ letter) => html`<button class="key" key=${letter} onClick=${() => type(letter)}>${letter.toUpperCase()}</button>`;
  return html`<div class="keyboard ${rows === ROWS ? "" : "keyboard-few"}" role="group" aria-label=${t("kiosk-keyboard")} onPointerDown=${stay}>
    ${marks && html`<div class="keys">${[...(figures ? FIGURES : SHAPES)].map(key)}</div>
      <div class="keys">${Object.entries(TONES).map(([name, tone]) => html`<button class="key key-tone" key=${name} onClick=${() => change(withTone(value, tone))}>${t(`kiosk-key-${name}`)}</button>`)}
        <button class="key key-wide" onClick=${() => setFigures(!figures)}>${t(figures ? "kiosk-key-letters" : "kiosk-key-figures")}</button></div>`}
    ${rows.slice(marks ? 1 : 0, -1).map((row) => html`<div class="keys" key=${row}>${[...row].map(key)}</div>`)}
    <div class="keys">${[...rows[rows.length - 1]].map(key)}
      <button class="key key-wide" onClick=${() => change(value.slice(0, -1))}>
        <span class="icon icon-delete" aria-hidden="true"></span>${t("kiosk-key-delete")}</button></div>
    ${hide && html`<div class="keys">
      <button class="key key-wide" onClick=${() => change("")}>${t("kiosk-key-clear")}</button>
      <button class="key key-space" onClick=${() => type(" ")}>${t("kiosk-key-space")}</button>
      <button class="key key-wide" onClick=${hide}>${t("kiosk-keyboard-hide")}</button></div>`}
  </div>`;
}
