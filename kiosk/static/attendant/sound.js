/** How loud the machine reads aloud: each press is heard at once. A machine without a voice has nothing to set. */

import { html } from "/assets/vendor/ui.js";
import { language, t } from "/assets/js/texts.js";
import { say } from "../player.js";
import { act, state } from "./state.js";

const STEPS = [1, 2, 3, 4, 5];

/** @param {number} level */
async function set(level) {
  await act("volume", { level });
  say(t("kiosk-staff-sound-sample"), language.value, level);
}

export function Sound() {
  const { volume } = state.value;
  if (volume === null) return null;
  return html`<section class="papers staff-sound">
    <h2 class="papers-title"><span class="icon icon-volume-${volume ? "2" : "x"}" aria-hidden="true"></span>${t("kiosk-staff-sound")}</h2>
    <p class="staff-level"><span class="visually-hidden">${t("kiosk-staff-sound-at", { n: volume })}</span>
      ${STEPS.map((step) => html`<span key=${step} class=${step <= volume ? "is-on" : ""} aria-hidden="true"></span>`)}</p>
    <button class="secondary" disabled=${volume === 0} onClick=${() => set(volume - 1)}>${t(volume === 1 ? "kiosk-staff-sound-off" : "kiosk-staff-softer")}</button>
    <button class="secondary" disabled=${volume === STEPS.length} onClick=${() => set(volume + 1)}>${t("kiosk-staff-louder")}</button>
  </section>`;
}
