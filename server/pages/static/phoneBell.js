/** Asks whether the phone should ring: no browser plays a sound that nobody asked for. To whoever waits it is the likely next press. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { isOn, isWoken, turnOn } from "./phoneRing.js";

const AWAITS = new Set(["waiting", "called", "parked", "absent"]);

/** @param {{state: string}} props */
export function Bell({ state }) {
  if (!AWAITS.has(state)) return null;
  if (isOn.value) return html`<p class="phone-bell-on" role="status">${t(isWoken.value ? "phone-bell-wakes" : "phone-bell-on")}</p>`;
  return state === "called" ? null : html`<button type="button" class="button ${state === "waiting" ? "button-primary" : ""}" data-bell onClick=${turnOn}>${t("phone-bell")}</button>`;
}
