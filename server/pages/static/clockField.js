/** A time of the hall's day as everybody here writes it, 13:30, whatever language the browser itself speaks. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{value: string | null, label?: string, needed?: boolean, onValue: (value: string) => void}} props */
export function ClockField({ value, label, needed = true, onValue }) {
  // Each key is kept, that nothing drawn meanwhile takes it back; the usual form comes when the field is left.
  const put = (/** @type {any} */ event) => {
    const typed = /^(\d{1,2})[:.hg]?(\d{2})$/.exec(event.currentTarget.value.trim());
    onValue(typed ? `${typed[1].padStart(2, "0")}:${typed[2]}` : event.currentTarget.value.trim());
  };
  return html`<input class="field clock-field" inputmode="numeric" placeholder="07:30" maxlength="5" pattern="([01]\\d|2[0-3]):[0-5]\\d|24:00"
    required=${needed} title=${t("staff-clock-written")} value=${value ?? ""} aria-label=${label} onInput=${(/** @type {any} */ event) => onValue(event.currentTarget.value)} onChange=${put} />`;
}
