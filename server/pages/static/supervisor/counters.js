/** The hall's counters as a strip: state, ticket, since when; each leads to its desk. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";
import { lines } from "./state.js";

export function Counters() {
  return html`
    <section class="strip" aria-label=${t("staff-counters")}>
      ${lines.value.counters.map((counter) => html`<${Cell} key=${counter.number} counter=${counter} />`)}
    </section>`;
}

/** @param {{counter: import("/assets/js/protocol.js").CounterLine}} props */
function Cell({ counter }) {
  const state = counter.label ? counter.ticket_state : counter.state === "open" ? "free" : counter.state;
  const since = counter.label ? counter.ticket_since : counter.since;
  return html`
    <a class="card cell cell-${state}" href="/counter?counter=${counter.number}" data-counter=${counter.number} title=${counter.name}>
      <span class="cell-number">${counter.number}</span>
      <span class="cell-label number">${counter.label ?? "–"}</span>
      <span class="cell-state">${counter.label ? t(`staff-short-${state}`) : t(`staff-dot-${state}`)}</span>
      <span class="cell-since number">${since ? ageText(Date.parse(since)) : ""}</span>
      <span class="cell-served">${t("staff-served", { count: counter.served })}</span>
    </a>`;
}
