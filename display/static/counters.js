/** The grid of counters: number, the ticket there, and its state in words. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { pageOf } from "./pages.js";

const CELLS = 12;

/** @typedef {import("/assets/js/protocol.js").BoardCounter} Counter */

/** @param {Counter} counter @returns {"called" | "serving" | "free" | "paused" | "closed"} */
export function stateOf(counter) {
  if (counter.ticket) return counter.ticket.state;
  return counter.state === "open" ? "free" : counter.state;
}

/** @param {Counter} counter */
export function stateText(counter) {
  const state = stateOf(counter);
  if (state === "paused" && counter.until) return t("display-counter-paused-until", { time: clock(counter.until) });
  return t(`display-counter-${state}`);
}

/** @param {{counter: Counter | null, speaking: boolean}} view */
function Cell({ counter, speaking }) {
  if (!counter) return html`<li class="cell cell-none" aria-hidden="true"></li>`;
  const state = stateOf(counter);
  const { ticket } = counter;
  return html`<li class="cell cell-${state}" data-counter=${counter.number}>
    <p class="cell-number"><span class="cell-word">${t("display-counter")}</span>${counter.number}</p>
    <div class="cell-body">
      ${ticket && html`<p class="cell-label">${ticket.label}
        ${ticket.lane === "priority" && html`<span class="state state-priority"><span class="icon icon-star"></span>${t("common-lane-priority")}</span>`}</p>`}
      <p class="cell-state">${speaking && html`<span class="icon icon-volume-2"></span>`}${stateText(counter)}</p>
      ${!ticket && html`<p class="cell-name">${(state === "paused" && counter.reason) || counter.name}</p>`}
    </div>
  </li>`;
}

/** @param {{counters: Counter[], speaking: {label: string, counter: number} | null}} view */
export function Counters({ counters, speaking }) {
  const { shown, page, pages } = pageOf(counters, CELLS);
  return html`<section class="counters" aria-label=${t("display-counters")}>
    <ul class="grid">${shown.map((counter) => html`<${Cell} counter=${counter} speaking=${speaking?.counter === counter?.number && speaking?.label === counter?.ticket?.label} />`)}</ul>
    ${pages > 1 && html`<p class="page-mark">${t("display-page", { page, pages })}</p>`}
  </section>`;
}
