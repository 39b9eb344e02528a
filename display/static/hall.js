/** The hall's TV: takes the board level, rings each call once, draws what look.md asks for. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { skewS } from "/assets/js/age.js";
import { NO_LINE, connectHall } from "/assets/js/live.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Counters } from "./counters.js";
import { Foot } from "./foot.js";
import { reportHealth } from "./health.js";
import { deviceKey } from "./key.js";
import { Idle } from "./idle.js";
import { Between, isBetween } from "./between.js";
import { loudness } from "./loudness.js";
import { Newest, shown } from "./newest.js";
import { openMemory } from "./owed.js";
import { Offline, SoundNotice, Trial, obstacle } from "./notices.js";
import { failures, pinned } from "./playlist.js";
import { dress, isMine, mine, screen } from "./screen.js";
import { openVoice } from "./voice.js";
import { Calls, Waiting } from "./waiting.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("./voice.js").TicketCalled} TicketCalled */

const PULSE_MS = 4_000;

/** Shown inside the administration while it is set up: the hall as it is, settings as they are typed, no voice. */
const isPreview = new URLSearchParams(location.search).has("preview") && parent !== window;
const key = isPreview ? "" : deviceKey();
const board = signal(/** @type {Board | null} */ (null));
/** The call that pulses now; a level taken at start or after a lost line makes nothing pulse. */
const fresh = signal(/** @type {TicketCalled | null} */ (null));

/** Once, whether the call itself came or the board that tells of it: either may be lost with the line. */
function hear(/** @type {TicketCalled} */ call) {
  if (isPreview || !isMine(call.counter) || !memory.take(call.seq)) return;
  fresh.value = call;
  setTimeout(() => { if (fresh.value === call) fresh.value = null; }, PULSE_MS);
  voice.say(call);
}

function takeBoard(/** @type {Board} */ level) {
  board.value = level;
  if (!isPreview) memory.owed(level).forEach(hear);
}

await loadTexts(document.body.dataset.language ?? "vi", ["display", "rule", "when"]);
const memory = openMemory();
const voice = openVoice(({ seq }) => memory.keepSaid(seq), loudness);
const levels = { screen: (/** @type {typeof screen.value} */ level) => { screen.value = level; }, board: takeBoard };
const hall = key || isPreview ? connectHall({ auth: key ? { key } : {}, levels, edges: { ticket_called: hear } }) : null;

function Screen() {
  const status = hall?.status.value ?? NO_LINE;
  const level = board.value && mine(board.value);
  const stop = obstacle({ key: isPreview ? "cookie" : key, status, hasContent: level !== null });
  if (stop || !level) return stop;
  const ringing = { speaking: voice.speaking.value, fresh: fresh.value };
  const newest = shown(level.calls, ringing);
  const pulses = newest !== undefined && Object.values(ringing).some((one) => one?.label === newest.label && one.counter === newest.counter);
  return html`<div class="board">
    <div class="bands"><${Trial} on=${level.trial} /><${Offline} status=${status} /></div>
    <main class="board-body ${status.connected ? "" : "is-stale"}">
      <h1 class="visually-hidden">${t("display-title")}</h1>
      <div class="left">
        ${newest && pinned.value === null ? html`<${Newest} call=${newest} fresh=${pulses} />` : isBetween() ? html`<${Between} />` : html`<${Idle} board=${level} />`}
        <${Counters} counters=${level.counters} hours=${level.hours} speaking=${voice.speaking.value} />
      </div>
      <div class="right">
        <${Waiting} lines=${level.lines} />
        <${Calls} calls=${level.calls} newest=${newest} />
      </div>
    </main>
    <${Foot} board=${level} status=${status}>${!isPreview && html`<${SoundNotice} sound=${voice.sound()} unblock=${voice.unblock} />`}<//>
  </div>`;
}

dress();
render(html`<${Screen} />`, document.body);
if (isPreview) {
  addEventListener("message", ({ origin, data }) => {
    if (origin !== location.origin) return;
    screen.value = { ...screen.value, ...data.screen };
    pinned.value = data.item ?? null;
  });
  parent.postMessage("ready", location.origin);
} else if (hall) {
  const { status } = hall;
  reportHealth(
    key,
    () => ({ page: "display", sound: voice.sound(), backlog: voice.backlog(), seq: status.value.seq, skew_s: skewS(), lost_files: failures() }),
    () => (status.value.connected ? `${voice.sound()} ${failures()}` : ""),
  );
}
