/** The chime: of an emergency call again and again until somebody says they are coming, of a new red alert once. */

import { effect, signal } from "/assets/vendor/ui.js";
import { isNewlyRed } from "./rung.js";
import { alerts, lines } from "./state.js";

const NOTES_HZ = [880, 660];
const NOTE_S = 0.35;
const AGAIN_MS = 12_000;
const LOUDNESS = 0.25;
const PLACE = "moiso-alert-sound";

/** Whether red alerts ring on this machine. */
export const rings = signal(localStorage.getItem(PLACE) !== "off");

/** @param {boolean} on */
export function setRings(on) {
  rings.value = on;
  localStorage.setItem(PLACE, on ? "on" : "off");
}

/** Whether the browser keeps this page silent: it lets a page sound after the first touch only. */
export const isMuted = signal(false);

/** @type {AudioContext | null} */
let context = null;

export function listenForHelp() {
  context = new AudioContext();
  const look = () => { isMuted.value = context?.state !== "running"; };
  context.addEventListener("statechange", look);
  look();
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, allowSound);
  let timer = 0;
  effect(() => {
    const calling = lines.value?.counters.some(({ help }) => help);
    if (calling && !timer) { ring(); timer = window.setInterval(ring, AGAIN_MS); }
    if (!calling && timer) { window.clearInterval(timer); timer = 0; }
  });
  // What came while the browser kept the page silent has not rung.
  effect(() => { if (alerts.value && !isMuted.value && isNewlyRed(alerts.value.alerts) && rings.peek()) ring(); });
}

export function allowSound() {
  if (context?.state === "suspended") void context.resume();
}

function ring() {
  if (context?.state !== "running") return;
  NOTES_HZ.forEach((hertz, at) => note(/** @type {AudioContext} */ (context), hertz, at * NOTE_S));
}

/** A note that fades as a struck bell does. @param {AudioContext} sound @param {number} hertz @param {number} after */
function note(sound, hertz, after) {
  const from = sound.currentTime + after;
  const bell = sound.createOscillator();
  const volume = sound.createGain();
  bell.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + NOTE_S * 2);
  bell.connect(volume).connect(sound.destination);
  bell.start(from);
  bell.stop(from + NOTE_S * 2);
}
