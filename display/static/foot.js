/** The foot of the board: whose hall this is, one line of rules and advice, the date and the hall's clock. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock, format } from "/assets/js/hallTime.js";
import { language } from "/assets/js/texts.js";
import { Stale } from "./notices.js";
import { tickerLine } from "./ticker.js";

/** Letters; what is longer is set smaller: three lines are the foot's height. */
const LONG = 120;
/** One line each. @type {Intl.DateTimeFormatOptions[]} */
const DATE = [{ weekday: "long" }, { day: "numeric", month: "long", year: "numeric" }];

/** @param {{board: import("/assets/js/protocol.js").Board, status: import("/assets/js/live.js").Status, children?: any}} view */
export function Foot({ board, status, children }) {
  const { hall } = board;
  const line = tickerLine(board);
  return html`<footer class="foot">
    <p class="foot-hall"><span class="foot-parent">${hall.parent}</span><span class="foot-name">${hall.name}</span></p>
    ${status.isStale ? html`<${Stale} status=${status} />` : html`<p class="foot-ticker ${line.length > LONG ? "is-long" : ""}">${line}</p>`}
    ${children}
    <p class="foot-time"><time class="foot-clock">${clock(now.value)}</time><span class="foot-date">${DATE.map((part) => html`<span>${format(language.value, part).format(now.value)}</span>`)}</span></p>
  </footer>`;
}
