/** The hall's TV: takes the board level, rings each call once, draws what look.md asks for. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { connectHall } from "/assets/js/live.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Counters } from "./counters.js";
import { Foot } from "./foot.js";
import { reportHealth } from "./health.js";
import { deviceKey } from "./key.js";
import { Idle } from "./idle.js";
import { Newest, awaited } from "./newest.js";
import { openMemory } from "./owed.js";
import { Offline, SoundNotice, Trial, obstacle } from "./notices.js";
import { openVoice } from "./voice.js";
import { Calls, Waiting } from "./waiting.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("./voice.js").TicketCalled} TicketCalled */

const PULSE_MS = 4_000;

const key = deviceKey();
const board = signal(/** @type {Board | null} */ (null));
/** The call that pulses now; a level taken at start or after a lost line makes nothing pulse. */
const fresh = signal(/** @type {TicketCalled | null} */ (null));

/** Once, whether the call itself came or the board that tells of it: either may be lost with the line. */
function hear(/** @type {TicketCalled} */ call) {
  if (!memory.take(call.seq)) return;
  fresh.value = call;
  setTimeout(() => { if (fresh.value === call) fresh.value = null; }, PULSE_MS);
  voice.say(call);
}

function takeBoard(/** @type {Board} */ level) {
  board.value = level;
  memory.owed(level).forEach(hear);
}

await loadTexts(document.body.dataset.language ?? "vi", ["display", "rule", "when"]);
const memory = openMemory();
const voice = openVoice(({ seq }) => memory.keepSaid(seq));
const hall = key
  ? connectHall({ auth: { key }, levels: { board: takeBoard }, edges: { ticket_called: hear } })
  : null;
const nothing = { connected: false, since: 0, seq: 0, heardAt: 0, refused: null };

function Screen() {
  const status = hall?.status.value ?? nothing;
  const level = board.value;
  const stop = obstacle({ key, status, hasContent: level !== null });
  if (stop || !level) return stop;
  const newest = awaited(level.calls, [fresh.value, voice.speaking.value]);
  const pulses = newest !== undefined && fresh.value?.label === newest.label && fresh.value.counter === newest.counter;
  return html`<div class="board">
    <div class="bands"><${Trial} on=${level.trial} /><${Offline} status=${status} /></div>
    <main class="board-body ${status.connected ? "" : "is-stale"}">
      <h1 class="visually-hidden">${t("display-title")}</h1>
      <div class="left">
        ${newest ? html`<${Newest} call=${newest} fresh=${pulses} />` : html`<${Idle} board=${level} />`}
        <${Counters} counters=${level.counters} hours=${level.hours} speaking=${voice.speaking.value} />
      </div>
      <div class="right">
        <${Waiting} lines=${level.lines} />
        <${Calls} calls=${level.calls} newest=${newest} />
      </div>
    </main>
    <${Foot} board=${level}><${SoundNotice} sound=${voice.sound.value} unblock=${voice.unblock} /><//>
  </div>`;
}

render(html`<${Screen} />`, document.body);
if (hall) {
  const { status } = hall;
  reportHealth(
    key,
    () => ({ page: "display", sound: voice.sound.value, backlog: voice.backlog(), seq: status.value.seq }),
    () => (status.value.connected ? voice.sound.value : ""),
  );
}
