/** How long, by one key each of the keyboard's middle row: the digits above it are the reasons. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

const KEYS = ["A", "S", "D", "F", "G"];

/** @param {{id: string, choices: number[], value: number, none: string, onPick: (minutes: number) => void}} props `none` is said for 0 minutes */
export function MinutesPick({ id, choices, value, none, onPick }) {
  return html`
    <div class="then" role="group" aria-label=${t(id)} data-pick="minutes">
      <span>${t(id)}</span>
      ${choices.map((minutes, at) => html`
        <button type="button" class="option option-small" data-keys="Key${KEYS[at]}" data-minutes=${minutes} aria-pressed=${minutes === value} onClick=${() => onPick(minutes)}>
          <kbd>${KEYS[at]}</kbd> ${minutes ? t("staff-minutes", { minutes }) : none}
        </button>`)}
    </div>`;
}
