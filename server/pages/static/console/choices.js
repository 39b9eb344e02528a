/** The choices that open in place of the moves: outcome, reasons, where to transfer. Never a pop-up, Esc leaves. */

import { html, useLayoutEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { choice } from "./state.js";
import { counterMove, ticketMove } from "./moves.js";
import { FinishChoice } from "./finishChoice.js";
import { LaneChoice } from "./laneChoice.js";
import { ParkChoice } from "./parkChoice.js";
import { PauseChoice } from "./pauseChoice.js";
import { Reasons } from "./reasons.js";
import { TransferChoice } from "./transferChoice.js";

/** @param {{open: {name: string, ticket?: any}}} props */
export function Choice({ open: { name, ticket } }) {
  const box = useRef(/** @type {any} */ (null));
  // Before the next key is read: focus that came a moment later would take letters away from a reason being typed.
  useLayoutEffect(() => box.current.focus({ preventScroll: true }), [name]);
  return html`
    <div class="choice" data-choice=${name} ref=${box} tabindex="-1" role="group" aria-labelledby="choice-title">
      <div class="choice-head">
        <h2 id="choice-title">${t(`staff-choose-${name}`, { label: ticket?.label ?? "" })}</h2>
        <button type="button" class="button button-quiet" data-keys="Escape" onClick=${() => { choice.value = null; }}>
          ${t("staff-back")} <kbd>Esc</kbd>
        </button>
      </div>
      ${bodyOf(name, ticket)}
    </div>`;
}

/** @param {string} name @param {any} ticket */
function bodyOf(name, ticket) {
  switch (name) {
    case "finish": return html`<${FinishChoice} ticket=${ticket} />`;
    case "transfer": return html`<${TransferChoice} ticket=${ticket} />`;
    case "park": return html`<${ParkChoice} ticket=${ticket} />`;
    case "lane": return html`<${LaneChoice} ticket=${ticket} />`;
    case "pause": return html`<${PauseChoice} />`;
    case "help": return html`<${Reasons} of="help" onReason=${(/** @type {string} */ reason) => counterMove("help", "help", { reason })} />`;
    case "call": return html`<${Reasons} of="call" onReason=${(/** @type {string} */ reason) => counterMove("call", "call", { ticket: ticket.id, reason })} />`;
    default: return html`<${Reasons} of=${name} onReason=${(/** @type {string} */ reason) => ticketMove(ticket.id, name, { reason })} />`;
  }
}
