/** The foot of the board: whose hall this is, one line of rules and advice, the date and the hall's clock. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock, longDate } from "/assets/js/hallTime.js";
import { tickerLine } from "./ticker.js";

/** Letters; what is longer is set smaller: three lines are the foot's height. */
const LONG = 120;

/** @param {{board: import("/assets/js/protocol.js").Board, children?: any}} view */
export function Foot({ board, children }) {
  const { hall } = board;
  const line = tickerLine(board);
  return html`<footer class="foot">
    <p class="foot-hall"><span class="foot-parent">${hall.parent}</span><span class="foot-name">${hall.name}</span></p>
    <p class="foot-ticker ${line.length > LONG ? "is-long" : ""}">${line}</p>
    ${children}
    <p class="foot-time"><time class="foot-clock">${clock(now.value)}</time><span class="foot-date">${longDate(now.value)}</span></p>
  </footer>`;
}
