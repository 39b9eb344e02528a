/** The phone rings when its number is called: a chime in the page, the screen kept awake while it waits. */

import { signal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { askToBeWoken } from "./phonePush.js";

const BUZZ = [400, 200, 400, 200, 400];
/** Three rising notes, as the hall's own chime: hertz, and seconds after the first. */
const NOTES = [[659, 0], [784, 0.25], [988, 0.5]];

/** Whether its owner asked for the sound: a browser plays none before a touch. */
export const isOn = signal(false);
/** Whether the phone is woken too when this page is closed. */
export const isWoken = signal(false);
/** @type {AudioContext | null} */
let audio = null;

/** Called from a touch. */
export async function turnOn() {
  audio ??= new AudioContext();
  await audio.resume();
  isOn.value = true;
  chime();
  stayAwake();
  isWoken.value = await askToBeWoken((endpoint) => post(`/api/v1/public/tickets/${document.body.dataset.token}/follow`, { endpoint }));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) stayAwake(); });
}

/** Rings and buzzes; a browser that may not, stays silent. */
export function ring() {
  navigator.vibrate?.(BUZZ);
  if (isOn.value) for (const delay of [0, 1.2, 2.4]) chime(delay);
}

/** Softer than a call: soon it is their turn. */
export function nudge() {
  navigator.vibrate?.(200);
  if (isOn.value) chime();
}

function chime(delay = 0) {
  if (!audio) return;
  for (const [hertz, after] of NOTES) {
    const begins = audio.currentTime + delay + after;
    const tone = new OscillatorNode(audio, { type: "sine", frequency: hertz });
    const loud = new GainNode(audio, { gain: 0 });
    loud.gain.setValueAtTime(0.4, begins);
    loud.gain.exponentialRampToValueAtTime(0.001, begins + 0.6);
    tone.connect(loud).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + 0.7);
  }
}

/** Only where the page came over HTTPS; elsewhere the screen goes dark as ever. */
function stayAwake() {
  navigator.wakeLock?.request("screen").catch(() => undefined);
}
