/** The hall's counters as dots: who is free, who serves whom, who pauses. A supervisor steps to another desk here. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { desk } from "./state.js";

const mayVisit = document.body.dataset.role === "supervisor";

export function OtherCounters() {
  const { counter, counters } = desk.value;
  return html`
    <section class="card others" aria-labelledby="others-title" tabindex="0">
      <h2 id="others-title">${t("staff-counters")}</h2>
      <ul class="dots">${counters.map((other) => html`<${Dot} key=${other.number} other=${other} mine=${other.number === counter.number} />`)}</ul>
    </section>`;
}

/** @param {{other: import("./state.js").Desk["counters"][number], mine: boolean}} props */
function Dot({ other, mine }) {
  const state = other.label ? other.ticket_state : other.state === "open" ? "free" : other.state;
  const words = other.label ?? t(`staff-dot-${state}`);
  const name = `${t("common-counter", { number: other.number })} ${other.name}`;
  const inside = html`<span class="visually-hidden">${name}: </span><span class="dot-number" aria-hidden="true">${other.number}</span><span class="dot-words">${words}</span>`;
  return html`
    <li class="dot dot-${state} ${mine ? "dot-mine" : ""}" title="${name}: ${words}">
      ${mayVisit && !mine ? html`<a href="?counter=${other.number}">${inside}</a>` : html`<span class="dot-inside">${inside}</span>`}
    </li>`;
}
