/** The row of moves under the ticket: keys on the buttons, the likely one filled, refusals and undo beside them. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { now } from "/assets/js/age.js";
import { choice, desk, inFlight, refusal } from "./state.js";
import { MOVES, likelyMove, press, ticketMove, whyNot } from "./moves.js";
import { Choice } from "./choices.js";

export function MoveBar() {
  const level = desk.value;
  return html`
    <section class="moves" aria-label=${t("staff-moves")}>
      <${Aside} />
      ${choice.value ? html`<${Choice} open=${choice.value} />` : html`
        <div class="move-grid">
          ${MOVES.map((move) => html`<${Move} key=${move.name} move=${move} level=${level} />`)}
        </div>`}
    </section>`;
}

/** @param {{move: import("./moves.js").Move, level: import("./state.js").Desk}} props */
function Move({ move, level }) {
  const likely = likelyMove(level) === move.name;
  const refused = refusal.value?.move === move.name;
  const state = [
    likely && "move-likely",
    whyNot(level, move.name) && "move-unable",
    refused && "move-refused",
    inFlight.value === move.name && "move-in-flight",
  ].filter(Boolean).join(" ");
  return html`
    <button type="button" class="move ${state}" data-move=${move.name} data-keys="${move.key} ${move.code}"
            data-likely=${likely || undefined} aria-keyshortcuts="${move.key} ${move.code.slice(3)}"
            aria-disabled=${Boolean(whyNot(level, move.name))} aria-describedby=${refused ? "refusal" : undefined}
            disabled=${inFlight.value !== ""} onClick=${(/** @type {any} */ event) => { release(event); press(move); }}>
      <span class="move-name">${t(`staff-move-${move.name}`)}</span>
      <kbd>${move.key}</kbd>
    </button>`;
}

/** One line of constant height above the buttons: why a press was refused, or the last move to take back. */
function Aside() {
  const refused = refusal.value;
  const undo = desk.value.undo;
  const left = undo ? Math.min(10, Math.ceil((Date.parse(undo.until) - now.value) / 1000)) : 0;
  return html`
    <div class="aside">
      <p class="refusal" id="refusal" role="alert">
        ${refused && html`<span class="icon icon-circle-alert" aria-hidden="true"></span>
          <span><b>${t(`staff-move-${refused.move}`)}:</b> ${refused.text}</span>`}
      </p>
      ${undo && left > 0 && html`
        <button type="button" class="button undo" data-move="undo" data-keys="KeyZ" aria-keyshortcuts="Z"
                disabled=${inFlight.value !== ""} onClick=${(/** @type {any} */ event) => { release(event); ticketMove(undo.ticket, "undo"); }}>
          <span class="icon icon-undo-2" aria-hidden="true"></span>
          <span>${t("staff-undo", { move: t(`staff-move-${undo.move}`), label: undo.label })}</span>
          <kbd>Z</kbd><span class="undo-left number">${t("staff-seconds", { seconds: left })}</span>
        </button>`}
    </div>`;
}

/** After a mouse press the button lets go of the focus, so that the space bar means the likely move again. @param {any} event */
function release(event) {
  if (event.detail > 0) event.currentTarget.blur();
}
