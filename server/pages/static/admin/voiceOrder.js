/** The order of a call: its parts in a row, each moved by its arrows, and the sentence that comes of it. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

const OWN = { "{label}": "label", "{counter}": "counter" };

/** @param {{language: string, tongue: import("./voiceState.js").Tongue, order: string[], put: (order: string[]) => void}} props */
export function VoiceOrder({ language, tongue, order, put }) {
  const saidOf = (/** @type {string} */ name) => tongue.clips.find((clip) => clip.name === name)?.said ?? "";
  const nameOf = (/** @type {string} */ part) => (part in OWN ? t(`voice-part-${OWN[/** @type {keyof typeof OWN} */ (part)]}`) : `“${saidOf(part)}”`);
  const move = (/** @type {number} */ from, /** @type {number} */ to) => {
    const moved = [...order];
    moved.splice(to, 0, ...moved.splice(from, 1));
    put(moved);
  };
  const arrow = (/** @type {number} */ at, /** @type {-1 | 1} */ step) => html`<button type="button" class="icon-button" disabled=${at + step < 0 || at + step >= order.length}
    aria-label=${t(step < 0 ? "voice-part-sooner" : "voice-part-later", { part: nameOf(order[at]) })} onClick=${() => move(at, at + step)}><span class="icon icon-chevron-${step < 0 ? "left" : "right"}" aria-hidden="true"></span></button>`;
  return html`<fieldset class="card"><legend>${t("voice-order")}</legend>
    <ol class="voice-order" lang=${language}>${order.map((part, at) => html`<li key=${part}>${arrow(at, -1)}<span>${nameOf(part)}</span>${arrow(at, 1)}</li>`)}</ol>
  </fieldset>`;
}
