/** Printers in trouble: whoever is nearest mends them, and that may be a clerk. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { alertText, devices, printerTrouble, trouble } from "../machines.js";

export function Machines() {
  const wrong = (devices.value ?? []).filter((device) => printerTrouble(device) && trouble(device) === printerTrouble(device));
  if (!wrong.length) return null;
  return html`
    <section class="card machines" aria-label=${t("staff-devices")} tabindex="0">
      <ul role="status">${wrong.map((device) => html`
        <li key=${device.id} class="machine" data-machine=${device.id}><span class="icon icon-printer" aria-hidden="true"></span><span>${alertText(device, trouble(device))}</span></li>`)}</ul>
    </section>`;
}
