/** My counter: its name and state, and opening, pausing and closing it. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { desk, inFlight, lines } from "./state.js";
import { choose, counterMove } from "./moves.js";

export function MyCounter() {
  const { counter } = desk.value;
  const served = lines.value?.counters.find(({ number }) => number === counter.number)?.served;
  const open = counter.state === "open";
  return html`
    <section class="card my-counter" aria-labelledby="counter-title">
      <h2 id="counter-title">${t("common-counter", { number: counter.number })}</h2>
      <p class="my-name">${counter.name}</p>
      <p><span class="state state-${open ? "serving" : counter.state}">${t(`common-counter-${counter.state}`)}</span>
        ${counter.state === "paused" && counter.until && html` <span class="number">${t("staff-until", { clock: clock(counter.until) })}</span>`}</p>
      ${served !== undefined && html`<p class="my-served">${t("staff-served-today", { count: served })}</p>`}
      <div class="my-doors">
        ${!open && html`<${Door} move="open" letter="O" likely onPress=${() => counterMove("open", "open")} />`}
        ${open && html`<${Door} move="pause" letter="P" onPress=${() => choose("pause")} />`}
        ${counter.state !== "closed" && html`<${Door} move="close" letter="K" onPress=${() => counterMove("close", "close")} />`}
      </div>
    </section>`;
}

/** @param {{move: string, letter: string, likely?: boolean, onPress: () => void}} props */
function Door({ move, letter, likely, onPress }) {
  return html`
    <button type="button" class="button ${likely ? "button-primary" : ""}" data-move=${move} data-keys="Key${letter}" data-likely=${likely || undefined}
            aria-keyshortcuts=${letter} disabled=${inFlight.value !== ""}
            onClick=${(/** @type {any} */ event) => { if (event.detail > 0) event.currentTarget.blur(); onPress(); }}>${t(`staff-move-${move}`)} <kbd>${letter}</kbd></button>`;
}
