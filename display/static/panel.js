/** The panel over one counter: the number in its hands, as large as the panel allows. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { skewS } from "/assets/js/age.js";
import { NO_LINE, connectHall } from "/assets/js/live.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Letters, stateOf, stateText } from "./counters.js";
import { reportHealth } from "./health.js";
import { deviceKey } from "./key.js";
import { dress, screen } from "./screen.js";
import { Offline, Plain, Stale, Trial, obstacle } from "./notices.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("/assets/js/protocol.js").BoardCounter} Counter */

const PULSE_MS = 4_000;

const key = deviceKey();
const number = Number(document.body.dataset.number);
const board = signal(/** @type {Board | null} */ (null));
const fresh = signal("");

function hear(/** @type {import("/assets/js/protocol.js").TicketCalled} */ call) {
  if (call.counter !== number) return;
  fresh.value = call.label;
  setTimeout(() => { if (fresh.value === call.label) fresh.value = ""; }, PULSE_MS);
}

await loadTexts(document.body.dataset.language ?? "vi", ["display"]);
const hall = key
  ? connectHall({ auth: { key }, levels: { screen: (level) => { screen.value = level; }, board: (level) => { board.value = level; } }, edges: { ticket_called: hear } })
  : null;

/** @param {{counter: Counter, hours: Board["hours"]}} view what stands in the middle: a ticket, or a sentence */
function Middle({ counter, hours }) {
  const state = stateOf(counter, hours);
  if (counter.ticket) {
    return html`<div class="panel-middle ${fresh.value === counter.ticket.label ? "is-fresh" : ""}" key=${counter.ticket.label}>
      <p class="panel-state">
        ${state === "called" ? t("display-panel-invite") : t("display-counter-serving")}
        ${counter.ticket.lane === "priority" && html`<span class="state state-priority"><span class="icon icon-star"></span>${t("common-lane-priority")}</span>`}
      </p>
      <p class="panel-label" data-panel-label>${counter.ticket.label}</p>
    </div>`;
  }
  const sentence = state === "free" ? t("display-panel-idle") : state === "closed" ? t("display-panel-closed") : stateText(counter, hours);
  return html`<div class="panel-middle"><p class="panel-sentence">${sentence}</p>${state === "paused" && counter.reason && html`<p class="panel-reason">${counter.reason}</p>`}</div>`;
}

function Panel() {
  const status = hall?.status.value ?? NO_LINE;
  const level = board.value;
  const stop = obstacle({ key, status, hasContent: level !== null });
  if (stop || !level) return stop;
  const counter = level.counters.find((one) => one.number === number);
  if (!counter) return html`<${Plain} icon="circle-help" title=${t("display-panel-unknown", { number })} />`;
  return html`<div class="panel panel-${stateOf(counter, level.hours)}">
    <div class="panel-bands"><${Trial} on=${level.trial} /><${Offline} status=${status} /></div>
    <main class="panel-body ${status.connected ? "" : "is-stale"}" aria-live="polite">
      <header class="panel-head">
        <h1 class="panel-counter"><span>${t("display-counter")}</span> ${counter.number}</h1>
        <div class="panel-post"><strong>${counter.name}</strong>${status.isStale ? html`<${Stale} status=${status} />` : html`<span>${counter.post}</span>`}</div>
        <${Letters} counter=${counter} />
      </header>
      <${Middle} counter=${counter} hours=${level.hours} />
    </main>
  </div>`;
}

dress();
render(html`<${Panel} />`, document.body);
if (hall) {
  const { status } = hall;
  reportHealth(key, () => ({ page: "panel", counter: number, seq: status.value.seq, skew_s: skewS() }), () => (status.value.connected ? "connected" : ""));
}
