/** How many wait for a service and how long it would take now, in words. */

import { html } from "/assets/vendor/ui.js";
import { waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { lines, online } from "./state.js";

/** Old figures are worse than none: without the server nothing is claimed. @param {{service: string}} props */
export function Waiting({ service }) {
  const line = lines.value[service];
  if (!online.value || !line) return null;
  const wait = waitText(line.wait);
  const open = line.counters_open === undefined || line.counters_open.length > 0;
  return html`<span class="waiting">
    <span class="icon icon-users" aria-hidden="true"></span><span>${t("kiosk-waiting", { n: line.waiting })}</span>
    ${wait && html`<span class="icon icon-clock" aria-hidden="true"></span><span>${wait}</span>`}
    ${!wait && !open && html`<span class="icon icon-circle-pause" aria-hidden="true"></span><span>${t("kiosk-no-counter-open")}</span>`}
  </span>`;
}

/** @param {{letter: string}} props */
export function Letter({ letter }) {
  return html`<span class="letter" aria-hidden="true">${letter}</span>`;
}
