/** How many wait for a service and how long it would take now, in words. */

import { html } from "/assets/vendor/ui.js";
import { waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { leftText, shortStop, stopOf } from "./offered.js";
import { lines, online } from "./state.js";

/** @param {{icon: string, class?: string, children?: any}} props */
function Fact({ icon, class: own = "", children }) {
  return html`<span class="fact ${own}"><span class="icon icon-${icon}" aria-hidden="true"></span><span>${children}</span></span>`;
}

/**
 * Old figures are worse than none: without the server nothing is claimed.
 * @param {{service?: string, first?: boolean}} props `first`: for somebody with grounds to go first
 */
export function Waiting({ service = "", first = false }) {
  const line = lines.value[service];
  const ahead = first && line?.for_priority; // a server older than this page does not tell it
  if (!online.value || !line) return null;
  const stop = stopOf(service);
  if (stop) return html`<span class="waiting"><${Fact} icon="circle-pause">${shortStop(stop)}<//></span>`;
  const wait = waitText(ahead ? ahead.wait : line.wait);
  const left = leftText(service);
  const closed = line.counters_open !== undefined && line.counters_open.length === 0;
  return html`<span class="waiting">
    ${ahead ? html`<${Fact} icon="star" class="fact-first">${t("kiosk-waiting-first", { n: ahead.ahead })}<//>`
      : html`<${Fact} icon="users">${t("kiosk-waiting", { n: line.waiting })}<//>`}
    ${wait && html`<${Fact} icon="clock">${wait}<//>`}
    ${left && html`<${Fact} icon="ticket">${left}<//>`}
    ${!wait && closed && html`<${Fact} icon="circle-pause">${t("kiosk-no-counter-open")}<//>`}
  </span>`;
}

/** @param {{letter?: string}} props */
export function Letter({ letter }) {
  return html`<span class="letter" aria-hidden="true">${letter}</span>`;
}
