/** Why somebody steps aside, and when the clerk wants to be reminded of them. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ticketMove } from "./moves.js";
import { MinutesPick } from "./minutesPick.js";
import { Reasons } from "./reasons.js";

/** @param {{ticket: import("./state.js").Hand}} props */
export function ParkChoice({ ticket }) {
  const [minutes, setMinutes] = useState(0);
  const park = (/** @type {string} */ reason) => ticketMove(ticket.id, "park", { reason, ...(minutes ? { remind_s: minutes * 60 } : {}) });
  return html`
    <${MinutesPick} id="desk-remind-in" choices=${[0, 5, 15, 30]} value=${minutes} none=${t("desk-remind-usual")} onPick=${setMinutes} />
    <${Reasons} of="park" onReason=${park} />`;
}
