/** The letters: what they are, how they stand, by when they are due; one press opens one. */

import { html } from "/assets/vendor/ui.js";
import { clock, hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Filters } from "./filters.js";
import { PAGE, ask, asked, counts, letters, open, reading, unread } from "./state.js";

/** @type {Record<string, string>} */
const LOOKS = { received: "appointment", taken_up: "paused", answered: "serving" };

/** 23/11 8:05, as the hall counts. @param {string} time */
export const when = (time) => `${dayOf(time)} ${clock(time)}`;

/** 23/11, with the year where it is not this one. @param {string} time */
export function dayOf(time) {
  const [year, month, day] = hallDay(time).split("-");
  return hallDay(Date.now()).startsWith(year) ? `${day}/${month}` : `${day}/${month}/${year}`;
}

/** @param {{letter: import("./state.js").Letter}} props */
function Row({ letter }) {
  const { id, text, state, is_overdue: overdue, is_trial: trial, received_at: at, due_at: due } = letter;
  return html`<li><button type="button" class="letter-row" data-letter=${id} aria-pressed=${reading.value?.id === id} onClick=${() => open(letter)}>
    <span class="letter-row-head"><b>${t(`letter-kind-${letter.kind}`)}</b><time title=${when(at)}>${dayOf(at)}</time>
      ${trial && html`<span class="state state-paused">${t("letter-trial")}</span>`}
      ${due && state !== "answered" && html`<span class="letter-due ${overdue ? "state state-alarm" : "quiet"}">${t(overdue ? "letter-overdue-since" : "letter-due", { day: dayOf(due) })}</span>`}
      <span class="state state-${LOOKS[state]}">${t(`letter-state-${state}`)}</span></span>
    <span class="letter-row-text">${text}</span></button></li>`;
}

function Pages() {
  const { offset } = asked.value;
  const { found } = counts.value;
  if (found <= PAGE && !offset) return null;
  return html`<nav class="letters-pages" aria-label=${t("letter-pages")}>
    <button type="button" class="button button-small" disabled=${!offset} onClick=${() => ask({ offset: Math.max(0, offset - PAGE) })}><span class="icon icon-chevron-left" aria-hidden="true"></span>${t("letter-before")}</button>
    <span class="quiet" role="status">${t("letter-shown", { from: offset + 1, to: Math.min(found, offset + PAGE), found })}</span>
    <button type="button" class="button button-small" id="letters-next" disabled=${offset + PAGE >= found} onClick=${() => ask({ offset: offset + PAGE })}><span class="icon icon-chevron-right" aria-hidden="true"></span>${t("letter-after")}</button></nav>`;
}

export function List() {
  const shown = letters.value ?? [];
  return html`<section class="card letters-list" aria-labelledby="letters-title">
    <div class="letters-head"><h1 id="letters-title">${t("letter-page")}</h1>
      <a class="button button-small" href="/letters.csv" download><span class="icon icon-download" aria-hidden="true"></span>${t("letter-export")}</a></div>
    <${Filters} />
    <div role="alert">${unread.value && html`<p class="notice notice-bad"><span class="icon icon-circle-alert" aria-hidden="true"></span>${unread.value}</p>`}</div>
    ${shown.length ? html`<ul class="letters-rows">${shown.map((letter) => html`<${Row} key=${letter.id} letter=${letter} />`)}</ul>`
      : html`<p class="told-empty">${t(counts.value.all ? "letter-none-such" : "letter-none")}</p>`}
    <${Pages} />
  </section>`;
}
