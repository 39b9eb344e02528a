/** The hall's counters as a strip: who is there, state, ticket, since when and against what is usual; each leads to its desk. */

import { html } from "/assets/vendor/ui.js";
import { ageText, now } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";
import { alerts, lines, minutes } from "./state.js";
import { dayOf, Timeline } from "./timeline.js";

export function Counters({ isWall = false }) {
  return html`
    <section class="strip" aria-label=${t("staff-counters")}>
      ${lines.value.counters.map((counter) => html`<${Cell} key=${counter.number} counter=${counter} isWall=${isWall} />`)}
    </section>`;
}

/** @param {{counter: import("/assets/js/protocol.js").CounterLine, isWall: boolean}} props */
function Cell({ counter, isWall }) {
  const state = counter.label ? counter.ticket_state : counter.state === "open" ? "free" : counter.state;
  const since = counter.label ? counter.ticket_since : counter.since;
  const { user, usual_s: usual, long_s: long } = alerts.value.counters.find(({ number }) => number === counter.number) ?? { user: null, usual_s: null, long_s: null };
  const took = state === "serving" && since && usual ? Math.max(0, (now.value - Date.parse(since)) / 1000) : null;
  const isLong = took !== null && long !== null && took >= long;
  const also = counter.taken_on.map(({ service }) => service).join(" ");
  const served = t("staff-served", { count: counter.served });
  return html`
    <${isWall ? "div" : "a"} class="card cell cell-${state} ${isLong ? "is-long" : ""}" href=${isWall ? undefined : `/counter?counter=${counter.number}`} data-counter=${counter.number} title=${[counter.name, user, served, also && t("alert-also", { services: also }), dayOf(counter.number)].filter(Boolean).join(" – ")}>
      <span class="cell-number">${counter.number}${also && html` <span class="cell-also">+${also}</span>`}</span>
      <span class="cell-label number">${counter.label ?? "–"}</span>
      <span class="cell-state">${isLong ? t("alert-takes-long") : counter.label ? t(`staff-short-${state}`) : t(`staff-dot-${state}`)}</span>
      ${took === null ? html`<span class="cell-since number">${since ? ageText(Date.parse(since)) : ""}</span>`
        : html`<span class="cell-since number" title=${t("alert-time-of-usual-told", ofUsual(took, usual))}>${t(isWall ? "alert-time-of-usual-short" : "alert-time-of-usual", ofUsual(took, usual))}</span>`}
      <span class="cell-foot">${user && html`<span class="cell-user">${user}</span>`}<span class="cell-served">${served}</span></span>
      <${Timeline} counter=${counter.number} />
    <//>`;
}

/** @param {number} took @param {number | null} usual */
const ofUsual = (took, usual) => ({ minutes: minutes(took) ?? 0, usual: minutes(usual) ?? 0 });
