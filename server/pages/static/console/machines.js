/** Printers in trouble, and kiosks that give numbers by themselves: whoever is nearest mends them, that may be a clerk. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { JoinReserve } from "../joinReserve.js";
import { devices, troubleText, wrongWith } from "../machines.js";

const OF_RESERVE = new Set(["cut-off", "lost"]);

export function Machines() {
  const wrong = (devices.value ?? []).filter((device) => device.trouble?.is_printer || OF_RESERVE.has(wrongWith(device)));
  if (!wrong.length) return null;
  return html`
    <section class="card machines" aria-label=${t("staff-devices")} tabindex="0">
      <ul aria-live="polite">${wrong.map((device) => html`
        <li key=${device.id} class="machine" data-machine=${device.id}><span class="icon icon-${OF_RESERVE.has(wrongWith(device)) ? "wifi-off" : "printer"}" aria-hidden="true"></span><span>${device.trouble && troubleText(device.trouble)}</span></li>`)}</ul>
      <${JoinReserve} />
    </section>`;
}
