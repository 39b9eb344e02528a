/** A loudspeaker without a TV: the hall's voice, and for whoever opens the page how it is. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { skewS } from "/assets/js/age.js";
import { NO_LINE, connectHall } from "/assets/js/live.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { reportHealth } from "./health.js";
import { deviceKey } from "./key.js";
import { loudness } from "./loudness.js";
import { Offline, SoundNotice, Trial, obstacle } from "./notices.js";
import { openMemory } from "./owed.js";
import { isMine, screen } from "./screen.js";
import { openVoice } from "./voice.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("./voice.js").TicketCalled} TicketCalled */

const key = deviceKey();
const board = signal(/** @type {Board | null} */ (null));

function hear(/** @type {TicketCalled} */ call) {
  if (isMine(call.counter) && memory.take(call.seq)) voice.say(call);
}

function takeBoard(/** @type {Board} */ level) {
  board.value = level;
  memory.owed(level).forEach(hear);
}

await loadTexts(document.body.dataset.language ?? "vi", ["display"]);
const memory = openMemory();
const voice = openVoice(({ seq }) => memory.keepSaid(seq), loudness);
const hall = key
  ? connectHall({ auth: { key }, levels: { screen: (level) => { screen.value = level; }, board: takeBoard }, edges: { ticket_called: hear } })
  : null;

function Speaker() {
  const status = hall?.status.value ?? NO_LINE;
  const level = board.value;
  const stop = obstacle({ key, status, hasContent: level !== null });
  if (stop || !level) return stop;
  const call = voice.speaking.value;
  return html`<div class="speaker">
    <${Trial} on=${level.trial} /><${Offline} status=${status} />
    <main class="plain"><span class="icon icon-volume-2"></span><h1>${level.hall.name}</h1>
      <p>${call ? t("display-speaker-reads", { label: call.label, counter: call.counter }) : t("display-speaker-waits")}</p>
      <${SoundNotice} sound=${voice.sound()} unblock=${voice.unblock} /></main>
  </div>`;
}

render(html`<${Speaker} />`, document.body);
if (hall) {
  const { status } = hall;
  reportHealth(
    key,
    () => ({ page: "speaker", sound: voice.sound(), backlog: voice.backlog(), seq: status.value.seq, skew_s: skewS() }),
    () => (status.value.connected ? voice.sound() : ""),
  );
}
