/** The letters: what they are, how they stand, since when; one press opens one. */

import { html } from "/assets/vendor/ui.js";
import { clock, hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { chosen, kind, letters, shown } from "./state.js";

/** @type {Record<string, string>} */
const LOOKS = { received: "appointment", taken_up: "paused", answered: "serving" };
const KINDS = ["", "complaint", "praise"];

/** 23/11 8:05, as the hall counts. @param {string} time */
export const when = (time) => `${hallDay(time).slice(5).split("-").reverse().join("/")} ${clock(time)}`;

/** @param {{letter: import("./state.js").Letter}} props */
function Row({ letter }) {
  const { id, text, state, is_overdue: overdue, is_trial: trial, received_at: at } = letter;
  return html`<li><button type="button" class="letter-row" data-letter=${id} aria-pressed=${chosen.value === id} onClick=${() => { chosen.value = id; }}>
    <span class="letter-row-head"><b>${t(`letter-kind-${letter.kind}`)}</b><time>${when(at)}</time>
      ${trial && html`<span class="state state-paused">${t("letter-trial")}</span>`}
      ${overdue && html`<span class="state state-alarm"><span class="icon icon-clock" aria-hidden="true"></span>${t("letter-overdue")}</span>`}
      ${!overdue && html`<span class="state state-${LOOKS[state]}">${t(`letter-state-${state}`)}</span>`}</span>
    <span class="letter-row-text">${text}</span></button></li>`;
}

export function List() {
  const all = letters.value ?? [];
  return html`<section class="card letters-list" aria-labelledby="letters-title">
    <div class="letters-head"><h1 id="letters-title">${t("letter-page")}</h1>
      <a class="button button-small" href="/letters.csv" download><span class="icon icon-download" aria-hidden="true"></span>${t("letter-export")}</a></div>
    <div class="letters-kinds" role="group" aria-label=${t("letter-show")}>${KINDS.map((one) => html`
      <button type="button" class="button button-small" aria-pressed=${kind.value === one} onClick=${() => { kind.value = one; }}>${t(one ? `letter-kind-${one}` : "letter-show-all")}</button>`)}
      <span class="quiet" role="status">${t("letter-count", { open: all.filter(({ state }) => state !== "answered").length, all: all.length })}</span></div>
    ${shown.value.length ? html`<ul class="letters-rows">${shown.value.map((letter) => html`<${Row} key=${letter.id} letter=${letter} />`)}</ul>`
      : html`<p class="told-empty">${t("letter-none")}</p>`}
  </section>`;
}
