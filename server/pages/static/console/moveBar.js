/** The row of moves under the ticket: keys on the buttons, the likely one filled, refusals and undo beside them. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { now } from "/assets/js/age.js";
import { choice, desk, inFlight, refusal } from "./state.js";
import { MOVES, coolDown, likelyMove, press, ticketMove, whyNot } from "./moves.js";
import { Refused, release } from "./refused.js";
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
  const refused = refusal.value?.move === move.name && refusal.value.place === "moves";
  const unable = Boolean(whyNot(level, move.name));
  const state = [
    likely && !unable && "move-likely",
    unable && "move-unable",
    refused && "move-refused",
    inFlight.value === move.name && "move-in-flight",
  ].filter(Boolean).join(" ");
  const note = move.name === "call_again" ? leftToCall(level) : "";
  return html`
    <button type="button" class="move ${state}" data-move=${move.name} data-keys="${move.key} ${move.code}"
            data-likely=${likely || undefined} aria-keyshortcuts="${move.key} ${move.code.slice(3)}"
            aria-disabled=${unable} aria-describedby=${refused ? "refusal-moves" : undefined}
            disabled=${inFlight.value !== ""} onClick=${(/** @type {any} */ event) => { release(event); press(move); }}>
      <span class="move-name">${t(`staff-move-${move.name}`)}${note && html`<small class="number">${note}</small>`}</span>
      <kbd>${move.key}</kbd>
    </button>`;
}

/** How often somebody may still be called, or how long the last call still rings. @param {import("./state.js").Desk} level */
function leftToCall(level) {
  const { recalls_left: count } = level;
  if (count === null) return "";
  const wait = coolDown(level);
  return wait && count ? t("desk-recall-in", { seconds: wait }) : t("desk-recalls-left", { count });
}

/** Pressing Z twice means the move that was there at the first press, not the one before it that comes up in its place. */
const TWICE_MS = 1_500;
let undoneAt = -TWICE_MS;

/** @param {number} ticket */
function undoOnce(ticket) {
  if (performance.now() - undoneAt < TWICE_MS) return;
  undoneAt = performance.now();
  ticketMove(ticket, "undo");
}

/** One line of constant height above the buttons: why a press was refused, or the last move to take back. */
function Aside() {
  const undo = desk.value.undo;
  const left = undo ? Math.min(10, Math.ceil((Date.parse(undo.until) - now.value) / 1000)) : 0;
  return html`
    <div class="aside">
      <${Refused} place="moves" />
      ${undo && left > 0 && html`
        <button type="button" class="button undo" data-move="undo" data-keys="KeyZ" aria-keyshortcuts="Z"
                disabled=${inFlight.value !== ""} onClick=${(/** @type {any} */ event) => { release(event); undoOnce(undo.ticket); }}>
          <span class="icon icon-undo-2" aria-hidden="true"></span>
          <span>${t("staff-undo", { move: t(`staff-move-${undo.move}`), label: undo.label })}</span>
          <kbd>Z</kbd><span class="undo-left number">${t("staff-seconds", { seconds: left })}</span>
        </button>`}
    </div>`;
}
