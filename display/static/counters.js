/** The grid of counters: number, the ticket there, and its state in words. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { standing } from "/assets/js/opening.js";
import { t } from "/assets/js/texts.js";
import { pageOf } from "./pages.js";
import { screen } from "./screen.js";

/** A screen for a few counters shows each larger. */
const SIZES = [2, 3, 4, 6, 9, 12];
/** More letters than these stand close together, so that six have room beside the state of a ticket. */
const WITH_AIR = 5;

/** @typedef {import("/assets/js/protocol.js").BoardCounter} Counter */

/** @typedef {import("/assets/js/protocol.js").Hours} Hours */

/** Nobody is ready for anybody while the hall rests. @param {Counter} counter @param {Hours} hours @returns {"called" | "serving" | "free" | "paused" | "closed" | "resting"} */
export function stateOf(counter, hours) {
  if (counter.ticket) return counter.ticket.state;
  if (counter.state !== "open") return counter.state;
  return standing(hours, now.value) === "open" ? "free" : "resting";
}

/** @param {Counter} counter @param {Hours} hours */
export function stateText(counter, hours) {
  const state = stateOf(counter, hours);
  if (state === "paused" && counter.until) return t("display-counter-paused-until", { time: clock(counter.until) });
  if (state === "resting") return t(`display-counter-${standing(hours, now.value)}`, { time: hours.reopens_at ? clock(hours.reopens_at) : "" });
  return t(`display-counter-${state}`);
}

/** The letters of the numbers called here, and then of those it helps out with. @param {{counter: Counter}} view */
export function Letters({ counter: { services, helps } }) {
  const close = services.length + helps.length > WITH_AIR;
  return html`<span class="letters ${close ? "letters-close" : ""}"><span class="visually-hidden">${t("display-counter-letters")} </span>
    ${services.map((code) => html`<b class="letter">${code}</b> `)}${helps.map((code) => html`<b class="letter letter-help">${code}</b> `)}</span>`;
}

/** @param {{counter: Counter | null, hours: Hours, speaking: boolean}} view */
function Cell({ counter, hours, speaking }) {
  if (!counter) return html`<li class="cell cell-none" aria-hidden="true"></li>`;
  const state = stateOf(counter, hours);
  const { ticket } = counter;
  return html`<li class="cell cell-${state}" data-counter=${counter.number}>
    <p class="cell-number"><span class="cell-word">${t("display-counter")}</span>${counter.number}</p>
    <div class="cell-body">
      ${ticket && html`<p class="cell-label">${ticket.label}
        ${ticket.lane === "priority" && html`<span class="state state-priority"><span class="icon icon-star"></span>${t("common-lane-priority")}</span>`}</p>`}
      <p class="cell-state"><span class="cell-words">${speaking && html`<span class="icon icon-volume-2"></span>`}${stateText(counter, hours)}</span>${ticket && !speaking && html`<${Letters} counter=${counter} />`}</p>
      ${!ticket && html`<p class="cell-name"><${Letters} counter=${counter} /> ${(state === "paused" && counter.reason) || counter.name}</p>`}
    </div>
  </li>`;
}

/** "1–6, 9". @param {number[]} numbers */
function ranges(numbers) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join(", ");
}

/** @param {{counters: Counter[], hours: Hours, speaking: {label: string, counter: number} | null}} view */
export function Counters({ counters, hours, speaking }) {
  const cells = SIZES.find((size) => counters.length <= size) ?? 12;
  const { shown, page, pages } = pageOf(counters, cells);
  return html`<section class="counters" aria-label=${t("display-counters")}>
    ${screen.value.counters.length > 0 && html`<p class="zone-mark">${t("display-zone", { counters: ranges(counters.map(({ number }) => number)) })}</p>`}
    <ul class="grid of-${cells}">${shown.map((counter) => html`<${Cell} counter=${counter} hours=${hours} speaking=${speaking?.counter === counter?.number && speaking?.label === counter?.ticket?.label} />`)}</ul>
    ${pages > 1 && html`<p class="page-mark">${t("display-page", { page, pages })}</p>`}
  </section>`;
}
