/** The slots of the day as buttons: one press keeps a place; arrows walk from slot to slot. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { book, busy, refused, slots } from "./state.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {KeyboardEvent} event */
function walk(event) {
  const here = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {HTMLElement[]} */ ([...here.querySelectorAll("button:not([disabled])")]);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? undefined : event.key in STEPS ? all[at + STEPS[event.key]] : below(all, at, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The nearest button in the row above or below. @param {HTMLElement[]} all @param {number} at @param {string} key */
function below(all, at, key) {
  const from = all[at].getBoundingClientRect();
  const rows = all.filter((one) => {
    const top = one.getBoundingClientRect().top;
    return key === "ArrowDown" ? top > from.top : key === "ArrowUp" && top < from.top;
  });
  const far = (/** @type {HTMLElement} */ one) => {
    const box = one.getBoundingClientRect();
    return Math.abs(box.top - from.top) * 100 + Math.abs(box.left - from.left);
  };
  return rows.sort((a, b) => far(a) - far(b))[0];
}

/** @param {{slot: import("./state.js").Slot}} props */
function Slot({ slot }) {
  return html`<li><button type="button" class="slot" disabled=${!slot.left || busy.value} onClick=${() => book(slot)}>
    <time>${clock(slot.at)}</time> <span>${slot.left ? t("appointments-left", { n: slot.left }) : t("appointments-full")}</span></button></li>`;
}

/** @param {{title: string, rows: import("./state.js").Slot[]}} props */
function Half({ title, rows }) {
  if (!rows.length) return null;
  return html`<h2>${title}</h2><ul class="slots">${rows.map((slot) => html`<${Slot} key=${slot.at} slot=${slot} />`)}</ul>`;
}

export function Slots() {
  const early = (/** @type {import("./state.js").Slot} */ { at }) => Number(clock(at).split(":")[0]) < 12;
  return html`
    <div class="free" onKeyDown=${walk}>
      <${Half} title=${t("appointments-morning")} rows=${slots.value.filter(early)} />
      <${Half} title=${t("appointments-afternoon")} rows=${slots.value.filter((slot) => !early(slot))} />
      ${!slots.value.length && html`<p class="told-empty">${t("appointments-none-free")}</p>`}
      <div role="alert">${refused.value && html`<p class="notice notice-bad"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`}</div>
    </div>`;
}
