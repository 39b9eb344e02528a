/** Why the counter pauses, and until when: the TV and the counter's panel say it to the people who wait. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { now } from "/assets/js/age.js";
import { counterMove } from "./moves.js";
import { Reasons } from "./reasons.js";

const MINUTES = [0, 10, 15, 30, 60];

export function PauseChoice() {
  const [minutes, setMinutes] = useState(0);
  const pause = (/** @type {string} */ reason) => counterMove("pause", "pause", {
    reason,
    ...(minutes ? { until: new Date(now.value + minutes * 60_000).toISOString() } : {}),
  });
  return html`
    <div class="then">
      <label for="pause-for">${t("staff-pause-for")}</label>
      <select id="pause-for" value=${minutes} onChange=${(/** @type {any} */ event) => setMinutes(Number(event.currentTarget.value))}>
        ${MINUTES.map((count) => html`<option value=${count}>${count ? t("staff-minutes", { minutes: count }) : t("staff-pause-open-end")}</option>`)}
      </select>
    </div>
    <${Reasons} of="pause" onReason=${pause} />`;
}
