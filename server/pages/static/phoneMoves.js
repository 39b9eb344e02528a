/** What the holder of a number can do from afar: come, let others go first, give the number back; ten seconds to undo. */

import { html, signal } from "/assets/vendor/ui.js";
import { freshKey, post } from "/assets/js/api.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

/** As in `ticket.py`; a second less, for the way to the hall. */
const UNDO_MS = 9_000;

/** @typedef {import("/assets/js/protocol.js").TicketLevel} TicketLevel */
/** @typedef {"coming" | "delay" | "give_back" | "undo"} Move */

/** The move that is being explained before it is done. */
const asked = signal(/** @type {"delay" | "give_back" | null} */ (null));
const PLACE = `moiso_undo ${location.pathname}`;
/** Until when the last move of this page can be taken back, also when it is loaded anew. */
const undoUntil = signal(kept());
/** Why a press did nothing; one that found no line is forgotten with the next level, for then there is a line. */
const refused = signal({ text: "", until: "" });
const isBusy = signal(false);
/** The key of a press whose answer was lost: the same press again is the same one, unless somebody called meanwhile. */
let lost = { press: "", key: "" };

/** @param {{level: TicketLevel, token: string, onLevel: (level: TicketLevel) => void, children?: import("/assets/vendor/ui.js").ComponentChildren}} props */
export function PhoneMoves({ level, token, onLevel, children }) {
  const left = Math.ceil((undoUntil.value - now.value) / 1000);
  const may = (/** @type {Move} */ move) => level.may.includes(/** @type {any} */ (move));
  const press = (/** @type {Move} */ move) => act(move, level, token, onLevel);
  if (asked.value && may(asked.value)) return html`<${Question} move=${asked.value} level=${level} onYes=${press} />`;
  return html`
    ${level.coming_at && html`<p class="phone-told" role="status">${t("phone-coming-told", { clock: clock(level.coming_at) })}</p>`}
    ${level.delayed_at && level.state === "waiting" && html`<p class="phone-told" role="status">${t("phone-delayed", { clock: clock(level.delayed_at) })}</p>`}
    ${refused.value.text && [level.at, ""].includes(refused.value.until) && html`<p class="phone-refused" role="alert">${refused.value.text}</p>`}
    ${left > 0 && html`<${Press} move="undo" onPress=${() => press("undo")} seconds=${left} />`}
    ${may("coming") && !level.coming_at && html`<${Press} move="coming" isMain onPress=${() => press("coming")} />`}
    ${children}
    <div class="phone-pair">
      ${may("delay") && html`<${Press} move="delay" onPress=${() => { ask("delay"); }} />`}
      ${may("give_back") && left <= 0 && html`<${Press} move="give_back" onPress=${() => { ask("give_back"); }} />`}
    </div>`;
}

/** @param {number} time */
function mayUndoUntil(time) {
  undoUntil.value = time;
  try {
    sessionStorage.setItem(PLACE, String(time));
  } catch { /* a browser that keeps nothing */ }
}

function kept() {
  try {
    return Number(sessionStorage.getItem(PLACE));
  } catch {
    return 0; // a browser that keeps nothing
  }
}

/** @param {"delay" | "give_back" | null} move */
function ask(move) {
  refused.value = { text: "", until: "" };
  asked.value = move;
}

/** @param {{move: Move, onPress: () => void, isMain?: boolean, seconds?: number}} props */
function Press({ move, onPress, isMain = false, seconds = 0 }) {
  return html`<button type="button" class="button ${isMain ? "button-primary" : ""}" data-move=${move} disabled=${isBusy.value} onClick=${onPress}>${t(`phone-${move.replace("_", "-")}`, { seconds })}</button>`;
}

/** Below a small screen nobody sees a question. @param {Element | null} element */
const intoSight = (element) => element?.scrollIntoView({ block: "end" });

/** What would happen, before it does. @param {{move: "delay" | "give_back", level: TicketLevel, onYes: (move: Move) => void}} props */
function Question({ move, level, onYes }) {
  const id = `phone-${move.replace("_", "-")}`;
  const gives = move === "delay" && (level.slot_at ? "slot" : level.lane === "priority" ? "priority" : "");
  return html`
    <section class="phone-question" role="group" ref=${intoSight} aria-label=${t(id)}>
      <p>${t(`${id}-what`, { label: level.label })}${gives && html` ${t(`phone-delay-${gives}`)}`}</p>
      <div class="phone-pair">
        <button type="button" class="button ${move === "give_back" ? "button-danger" : "button-primary"}" data-yes disabled=${isBusy.value} onClick=${() => onYes(move)}>${t(`${id}-yes`)}</button>
        <button type="button" class="button" data-no onClick=${() => ask(null)}>${t("phone-no")}</button>
      </div>
    </section>`;
}

/** @param {Move} move @param {TicketLevel} level @param {string} token @param {(level: TicketLevel) => void} onLevel */
async function act(move, level, token, onLevel) {
  const press = [move, level.called_at, level.calls].join();
  if (lost.press !== press) lost = { press, key: freshKey() };
  isBusy.value = true;
  refused.value = { text: "", until: "" };
  try {
    onLevel(await post(`/api/v1/public/tickets/${token}/${move.replace("_", "-")}`, {}, { key: lost.key }));
    mayUndoUntil(move === "delay" || move === "give_back" ? now.value + UNDO_MS : 0);
    lost.press = "";
  } catch (/** @type {any} */ error) {
    refused.value = { text: error.message, until: error.status ? "" : level.at };
    if (error.status) lost.press = "";
    if (move === "undo") mayUndoUntil(0);
  }
  asked.value = null;
  isBusy.value = false;
}
