/** The foot of the board: whose hall this is, one line of advice, the date and the hall's clock. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock, longDate } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { turn } from "./pages.js";

/** @param {{hall: import("/assets/js/protocol.js").Hall, children?: any}} view */
export function Foot({ hall, children }) {
  const advice = [t("display-ticker-priority"), t("display-ticker-absent"), ...(hall.phone ? [t("display-ticker-phone", { phone: hall.phone.replaceAll(" ", "\u00a0") })] : [])];
  return html`<footer class="foot">
    <p class="foot-hall"><span class="foot-parent">${hall.parent}</span><span class="foot-name">${hall.name}</span></p>
    <p class="foot-ticker">${advice[turn.value % advice.length]}</p>
    ${children}
    <p class="foot-time"><time class="foot-clock">${clock(now.value)}</time><span class="foot-date">${longDate(now.value)}</span></p>
  </footer>`;
}
