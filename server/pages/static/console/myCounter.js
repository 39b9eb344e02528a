/** My counter: its state and doors, what the hall's hours say to it, and the call for the supervisor. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { desk, inFlight, lines, refusal } from "./state.js";
import { choose, counterMove, likelyMove } from "./moves.js";
import { Refused, release } from "./refused.js";
import { Hints } from "./hints.js";

const { role } = document.body.dataset;
const isClerk = role === "clerk";

export function MyCounter() {
  const level = desk.value;
  const { counter, ticket, waiting } = level;
  const served = lines.value?.counters.find(({ number }) => number === counter.number)?.served;
  const open = counter.state === "open";
  const likely = likelyMove(level);
  return html`
    <section class="card my-counter" aria-labelledby="counter-title">
      <h2 id="counter-title">${t("common-counter", { number: counter.number })}</h2>
      <p class="my-name">${counter.name}</p>
      <p class="my-state"><span class="state state-${open ? "serving" : counter.state}">${t(`common-counter-${counter.state}`)}</span>
        ${counter.state === "paused" && counter.until && html` <span class="number">${t("staff-until", { clock: clock(counter.until) })}</span>`}
        ${served !== undefined && html`<span class="my-served">${t("staff-served-today", { count: served })}</span>`}</p>
      ${counter.taken_on.map(({ service, by, at }) => html`<p key=${service} class="help-told taken-on" role="status"><span class="icon icon-user-plus" aria-hidden="true"></span>
        <span>${t("desk-taken-on", { by, clock: clock(at), name: level.services.find(({ code }) => code === service)?.name ?? service })}</span></p>`)}
      <${Hints} />
      <${Refused} place="counter" />
      <div class="my-doors">
        ${!open && html`<${Door} move="open" letter="O" likely=${likely === "open"} onPress=${() => counterMove("open", "open")} />`}
        ${open && !ticket && !waiting && !counter.ready_since && html`<${Door} move="ready" letter="A" likely=${likely === "ready"} onPress=${() => counterMove("ready", "ready")} />`}
        ${open && html`<${Door} move="pause" letter="P" onPress=${pause} />`}
        ${counter.state !== "closed" && html`<${Door} move="close" letter="K" onPress=${() => counterMove("close", "close")} />`}
        ${isClerk && html`<a class="button" href="/seats" data-keys="KeyQ" aria-keyshortcuts="Q">${t("desk-seats")} <kbd>Q</kbd></a>`}
      </div>
      <${HelpCall} />
    </section>`;
}

/** Somebody called is on the way here: said at once, the server would refuse it too. */
function pause() {
  const { ticket } = desk.value;
  if (ticket?.state === "called") refusal.value = { move: "pause", text: t("desk-why-on-the-way", { label: ticket.label }), place: "counter" };
  else choose("pause");
}

function HelpCall() {
  const { help } = desk.value.counter;
  if (!help) {
    return html`
      <${HelpAnswered} />
      <${Door} move="help" letter="S" kind="button-danger" onPress=${() => choose("help")} />`;
  }
  return html`
    <p class="help-told help-waits" role="status"><span class="icon icon-bell-ring" aria-hidden="true"></span><span>${t("desk-help-told", { clock: clock(help.since), reason: help.reason })}</span></p>
    <${Door} move="help_answered" letter="S" onPress=${() => counterMove("help-answered", "help_answered")} />`;
}

/** Who is on the way, or that nobody is needed any more: whoever looks at this desk must not wait for somebody. */
function HelpAnswered() {
  const answered = desk.value.help_answered;
  if (!answered) return null;
  const { by, at, withdrawn } = answered;
  return html`
    <p class="help-told" role="status"><span class="icon icon-user-check" aria-hidden="true"></span>
      <span>${withdrawn ? t("desk-help-withdrawn", { clock: clock(at) }) : t("desk-help-answered", { by, clock: clock(at) })}</span></p>`;
}

/** @param {{move: string, letter: string, likely?: boolean, kind?: string, onPress: () => void}} props */
function Door({ move, letter, likely = false, kind = "", onPress }) {
  return html`
    <button type="button" class="button ${likely ? "button-primary" : kind}" data-move=${move} data-keys="Key${letter}" data-likely=${likely || undefined}
            aria-keyshortcuts=${letter} disabled=${inFlight.value !== ""}
            aria-describedby=${refusal.value?.move === move ? "refusal-counter" : undefined}
            onClick=${(/** @type {any} */ event) => { release(event); onPress(); }}>${t(`staff-move-${move}`)} <kbd>${letter}</kbd></button>`;
}
