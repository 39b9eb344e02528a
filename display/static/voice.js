/** Reads calls aloud one after another: nothing overlaps, nothing is dropped, no failure silences the next call. */

import { signal } from "/assets/vendor/ui.js";
import { STALE_MS } from "./owed.js";
import { player } from "./player.js";

/** With this many calls waiting each is read once instead of twice: a hall in a rush must not hear yesterday's numbers. */
const RUSH = 3;
const RETRY_MS = 2_000;
const REMEMBERED = 60;

/**
 * @typedef {Omit<import("/assets/js/protocol.js").TicketCalled, "zone">} TicketCalled whether it came as a call or with a board
 * @typedef {"ok" | "blocked" | "missing"} Sound `blocked`: the browser wants a touch first; `missing`: no clip bank yet
 * @typedef {TicketCalled & {askedAt: number}} Waiting
 */

/** @param {TicketCalled} call @param {string} language */
const address = (call, language) => `/display/voice/${language}/${call.label}/${call.counter}.wav?times=${call.times > 1 ? 2 : 1}`;

/** The readings of one call: Vietnamese twice, or Vietnamese and then the language of the ticket. @param {TicketCalled} call @param {boolean} rush */
function readings(call, rush) {
  if (call.language && call.language !== "vi") return ["vi", call.language];
  return rush ? ["vi"] : ["vi", "vi"];
}

/** What was heard, for people who test the hall and for tests that stand in for them. @param {TicketCalled} call */
function tellSpoken(call) {
  const before = (document.body.dataset.spoken ?? "").split(" ").filter(Boolean);
  document.body.dataset.spoken = [...before, call.label].slice(-REMEMBERED).join(" ");
  document.dispatchEvent(new CustomEvent("spoken", { detail: { ...call } }));
}

/**
 * @param {(call: TicketCalled) => void} [onSaid] each call, when it was heard, or when nobody was to hear it
 * @param {{volume?: () => number, quiet?: () => boolean}} [screen] as this screen is set: `volume` 0 to 1, `quiet` in the hours without voice
 */
export function openVoice(onSaid = () => {}, { volume = () => 1, quiet = () => false } = {}) {
  const sound = signal(/** @type {Sound} */ ("ok"));
  /** The call being read now: the board marks it, so that eyes and ears agree. */
  const speaking = signal(/** @type {TicketCalled | null} */ (null));
  const play = player(volume);
  const isMute = () => quiet() || volume() === 0;
  /** @type {Waiting[]} */
  const waiting = [];
  let busy = false;

  /** @param {Waiting} call @param {string} url @returns {Promise<"ended" | "blocked" | "missing" | "failed">} */
  async function persist(call, url) {
    for (;;) {
      const result = await play(url);
      if (result !== "failed" || performance.now() - call.askedAt > STALE_MS) return result;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /**
   * @param {Waiting} call
   * @param {boolean} isNext right after another one: heads are turned already, in a rush the chime is left out
   * @returns {Promise<"done" | "blocked">}
   */
  async function read(call, isNext) {
    const rush = waiting.length >= RUSH;
    if (!(rush && isNext) && await play("/display/voice/chime.wav") === "blocked") return "blocked";
    let heard = false;
    let lacks = false;
    for (const language of readings(call, rush)) {
      const result = await persist(call, address(call, language));
      if (result === "blocked") return "blocked";
      lacks ||= result === "missing";
      if (result === "ended" && !heard) { heard = true; tellSpoken(call); onSaid(call); }
    }
    sound.value = lacks ? "missing" : "ok";
    return "done";
  }

  async function run() {
    if (busy || (sound.value === "blocked" && !isMute())) return;
    busy = true;
    try {
      for (let call = waiting.shift(), isNext = false; call; call = waiting.shift(), isNext = true) {
        if (isMute()) { onSaid(call); continue; }
        speaking.value = call;
        if (await read(call, isNext) === "blocked") {
          waiting.unshift(call);
          sound.value = "blocked";
          return;
        }
      }
    } finally {
      speaking.value = null;
      busy = false;
    }
  }

  /** Puts a call in line; a repeat of one that still waits only brings its words up to date. @param {TicketCalled} call */
  function say(call) {
    const same = waiting.find((other) => other.label === call.label && other.counter === call.counter);
    if (same) Object.assign(same, call);
    else waiting.push({ ...call, askedAt: performance.now() });
    void run();
  }

  /** A touch has allowed sound: calls of the last minute are read, older ones would only mislead. */
  function unblock() {
    const fresh = waiting.filter((call) => performance.now() - call.askedAt < STALE_MS);
    waiting.splice(0, waiting.length, ...fresh);
    sound.value = "ok";
    void run();
  }

  // Ask before the first call comes: a hall must not learn from its first visitor that the loudspeaker is shut.
  void play.allowed().then((yes) => { if (!yes) sound.value = "blocked"; });
  void fetch("/display/voice/chime.wav").then((answer) => { if (answer.status === 404 && sound.value === "ok") sound.value = "missing"; }, () => {});
  return {
    say, unblock, speaking, backlog: () => waiting.length,
    /** A screen that is mute on purpose lacks nothing, and asks nobody for a touch. */
    sound: () => (isMute() ? "ok" : sound.value),
  };
}
