/** One counter of the page of seats: who is there, what is in hand, and the question in place. */

import { html, useLayoutEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { counterKey } from "../console/counterKeys.js";
import { busy, lines, own, press, question, refusal, seats, sit, user } from "./state.js";

/** @param {{counter: import("./state.js").Seat}} props */
export function Counter({ counter }) {
  const { number, name, state, seat } = counter;
  const held = lines.value?.counters.find((line) => line.number === number);
  const mine = own === number;
  const asked = question.value?.number === number ? question.value : null;
  const refused = refusal.value?.number === number ? refusal.value.text : "";
  const { code, key } = counterKey(number);
  return html`
    <li class="card seat ${mine ? "seat-mine" : ""} ${asked ? "seat-asks" : ""}" data-seat=${number}>
      <button type="button" class="seat-press" data-keys=${code} disabled=${busy.value} aria-describedby=${refused ? `refused-${number}` : undefined} onClick=${() => press(counter)}>
        <span class="seat-head"><b>${t("common-counter", { number })}</b>${key && html`<kbd>${key}</kbd>`}</span>
        <span class="seat-name">${name}</span>
        <span class="seat-who">
          <span class="icon icon-${seat ? "user" : "armchair"}" aria-hidden="true"></span>
          <span class="clip">${mine ? t("desk-seat-mine") : seat && seat.user !== user ? seat.user : t("desk-seat-free")}</span>
          ${held?.label ? html`<span class="state state-${held.ticket_state}">${held.label}</span>` : html`<span class="state state-${state === "open" ? "serving" : state}">${t(`common-counter-${state}`)}</span>`}
        </span>
      </button>
      ${refused && html`<p class="refusal" id="refused-${number}" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span><span>${refused}</span></p>`}
      ${asked && html`<${Question} asked=${asked} />`}
    </li>`;
}

/** @param {{asked: import("./state.js").Question}} props */
function Question({ asked }) {
  const box = useRef(/** @type {any} */ (null));
  useLayoutEffect(() => box.current.focus(), []);
  const { number, move, user: sitting } = asked;
  const left = move && seats.value?.find((counter) => counter.number === own);
  // A counter with somebody in hand cannot be left, and where a colleague sits too it stays as it is.
  const closes = left && left.state !== "closed" && left.seat?.user === user && !lines.value?.counters.find((line) => line.number === own)?.label;
  const id = `desk-seat-ask-${move && sitting ? "both" : sitting ? "taken" : "move"}${closes ? "-closes" : ""}`;
  return html`
    <div class="seat-question" data-choice="seat" ref=${box} tabindex="-1" role="group" aria-labelledby="seat-asked">
      <p id="seat-asked">${t(id, { from: own ?? 0, to: number, user: sitting ?? "" })}</p>
      <div class="seat-answers">
        <button type="button" class="button button-primary" data-keys="Enter" data-likely disabled=${busy.value} onClick=${() => sit(asked)}>${t("desk-seat-yes")} <kbd>↵</kbd></button>
        <button type="button" class="button" data-keys="Escape" onClick=${() => { question.value = null; }}>${t("staff-back")} <kbd>Esc</kbd></button>
      </div>
    </div>`;
}
