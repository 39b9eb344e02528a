/** The hall's machines in one line that no number of alerts pushes away: how many are in trouble; open, each by its name. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { devices, wrongWith } from "../machines.js";

export function MachinesCard() {
  if (devices.value === null) return html`<section class="card machines-card"><p class="all-well">${t("staff-loading")}</p></section>`;
  const all = devices.value.filter(({ revoked }) => !revoked);
  const wrong = all.filter(({ trouble }) => trouble);
  const well = all.filter(({ trouble }) => !trouble);
  return html`
    <section class="card machines-card" aria-labelledby="machines-title">
      <details>
        <summary><h2 id="machines-title">${t("staff-devices")}</h2>
          <span class="state state-${wrong.length ? "alarm" : "serving"}">${t("staff-devices-wrong", { wrong: wrong.length, all: all.length })}</span></summary>
        <ul class="devices" tabindex="0" aria-labelledby="machines-title">${[...wrong, ...well].map(row)}</ul>
      </details>
    </section>`;
}

/** @param {import("../machines.js").Device} device */
function row(device) {
  const wrong = wrongWith(device);
  return html`
    <li key=${device.id} class="device" data-device=${device.id}>
      <span class="device-name"><span class="icon icon-${ICONS[device.kind] ?? "monitor"}" aria-hidden="true"></span><span class="clip" title=${device.name}>${device.name}</span></span>
      <span class="state state-${wrong ? "alarm" : "serving"}">${t(`staff-device-${wrong || "well"}`)}</span>
    </li>`;
}

/** @type {Record<string, string>} */
const ICONS = { kiosk: "tablet", display: "tv", panel: "monitor" };
