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
const EARLY_MIN = 15;
const KEYS = ["Q", "W", "E"];

export function PauseChoice() {
  const [minutes, setMinutes] = useState(0);
  const pause = (/** @type {string} */ reason, /** @type {number} */ length = minutes) => counterMove("pause", "pause", {
    reason,
    ...(length ? { until: new Date(now.value + length * MINUTE_MS).toISOString() } : {}),
  });
  return html`
    ${plannedNow().map(({ start, end, reason, left }, at) => html`
      <button type="button" class="option" data-keys="Key${KEYS[at]}" data-likely=${at === 0 || undefined} data-break=${start}
              disabled=${inFlight.value !== ""} onClick=${() => pause(reason, left)}>
        <kbd>${KEYS[at]}</kbd> ${t("desk-break", { reason, start: plain(start), end: plain(end) })}
      </button>`)}
    <${MinutesPick} id="staff-pause-for" choices=${[0, 10, 15, 30, 60]} value=${minutes} none=${t("staff-pause-open-end")} onPick=${setMinutes} />
    <${Reasons} of="pause" onReason=${(/** @type {string} */ reason) => pause(reason)} />`;
}

/** Today's planned breaks that may be taken now, with the minutes left of each. */
function plannedNow() {
  const here = minuteOf(clock(now.value));
  return desk.value.breaks
    .filter(({ start, end }) => here >= minuteOf(start) - EARLY_MIN && here < minuteOf(end))
    .slice(0, KEYS.length)
    .map((planned) => ({ ...planned, left: minuteOf(planned.end) - here }));
}

/** Minutes since midnight of "9:05" or "09:05". @param {string} text */
function minuteOf(text) {
  const [hours, minutes] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

/** "9:05" of "09:05". @param {string} text */
const plain = (text) => text.replace(/^0/, "");
