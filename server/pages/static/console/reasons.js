/** Reasons by one key each, and a line to write another: every move out of the ordinary says why in the story. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { inFlight } from "./state.js";

/** How many of each kind the catalogue of texts has. @type {Record<string, number>} */
const COUNT = { park: 4, pause: 4, call: 3, cancel: 3, void: 3, "lane-up": 4, "lane-down": 4, help: 4 };

/** @param {{of: string, onReason: (reason: string) => void}} props */
export function Reasons({ of, onReason }) {
  const [other, setOther] = useState("");
  const reasons = Array.from({ length: COUNT[of] }, (_, at) => t(`staff-reason-${of}-${at + 1}`));
  return html`
    <div class="options ${COUNT[of] === 4 ? "options-four" : ""}">
      ${reasons.map((reason, at) => html`
        <button type="button" class="option" data-keys="Digit${at + 1}" disabled=${inFlight.value !== ""} onClick=${() => onReason(reason)}>
          <kbd>${at + 1}</kbd> ${reason}
        </button>`)}
    </div>
    <form class="other-reason" onSubmit=${(/** @type {any} */ event) => { event.preventDefault(); if (other.trim()) onReason(other.trim()); }}>
      <label for="other-reason" data-keys="Digit0"><kbd>0</kbd> ${t("staff-reason-other")}</label>
      <input id="other-reason" maxlength="200" autocomplete="off" value=${other} onInput=${(/** @type {any} */ event) => setOther(event.currentTarget.value)} />
      <button type="submit" class="button" disabled=${!other.trim() || inFlight.value !== ""}>${t("staff-reason-use")} <kbd>↵</kbd></button>
    </form>`;
}
