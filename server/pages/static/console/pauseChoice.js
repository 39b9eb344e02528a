/** Why the counter pauses, and until when: the TV and the counter's panel say it to the people who wait. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { desk, inFlight } from "./state.js";
import { counterMove } from "./moves.js";
import { MinutesPick } from "./minutesPick.js";
import { Reasons } from "./reasons.js";

const MINUTE_MS = 60_000;
/** A planned break may be taken so long before its time. */
const EARLY_MS = 15 * MINUTE_MS;
const KEYS = ["Q", "W", "E"];

export function PauseChoice() {
  const [minutes, setMinutes] = useState(0);
  const until = minutes ? new Date(now.value + minutes * MINUTE_MS).toISOString() : null;
  const pause = (/** @type {string} */ reason, /** @type {string | null} */ end = until) => counterMove("pause", "pause", { reason, ...(end ? { until: end } : {}) });
  return html`
    ${plannedNow().map(({ start, end, reason }, at) => html`
      <button type="button" class="option" data-keys="Key${KEYS[at]}" data-likely=${at === 0 || undefined} data-break
              disabled=${inFlight.value !== ""} onClick=${() => pause(reason, end)}>
        <kbd>${KEYS[at]}</kbd> ${t("desk-break", { reason, start: clock(start), end: clock(end) })}
      </button>`)}
    <${MinutesPick} id="staff-pause-for" choices=${[0, 10, 15, 30, 60]} value=${minutes} none=${t("staff-pause-open-end")} onPick=${setMinutes} />
    <${Reasons} of="pause" onReason=${(/** @type {string} */ reason) => pause(reason)} />`;
}

/** Today's planned breaks that may be taken now. */
export function plannedNow() {
  return desk.value.breaks
    .filter(({ start, end }) => now.value >= Date.parse(start) - EARLY_MS && now.value < Date.parse(end))
    .slice(0, KEYS.length);
}
