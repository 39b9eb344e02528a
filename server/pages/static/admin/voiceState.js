/** What the parts of the voice's section share: the hall's voice as the server has it, the language looked at, a sound to hear. */

import { signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { drafts, drop } from "./drafts.js";

/**
 * @typedef {{name: string, said: string, usual: string, is_needed: boolean, is_recorded: boolean}} Clip
 * @typedef {{speaks: "machine" | "recorded", order: string[], revision: string, clips: Clip[], missing: string[], broken: string[]}} Tongue
 * @typedef {{clips: Record<string, string>, order: string[]}} Draft what is changed of the words, and their order
 */

const NAME = "voice";

export const voice = signal(/** @type {{rules: any, has_engine: boolean, silent_counters: number[], languages: Record<string, Tongue>} | null} */ (null));
export const failed = signal("");
export const tongueShown = signal("vi");

export async function load() {
  try {
    voice.value = await get("/api/v1/voice");
    failed.value = "";
  } catch (error) { failed.value = error.message; }
}

/** A change was answered with the language as it is now. @param {string} language @param {Tongue} tongue */
export function take(language, tongue) {
  if (voice.value) voice.value = { ...voice.value, languages: { ...voice.value.languages, [language]: tongue } };
}

/** @param {string} language @param {Tongue} tongue @returns {Draft} */
export const draftOf = (language, tongue) => drafts.value[NAME]?.[language] ?? { clips: {}, order: tongue.order };

/** @param {string} language @param {Draft} draft @param {Tongue} tongue */
export function keepDraft(language, draft, tongue) {
  const isEmpty = !Object.keys(draft.clips).length && draft.order.join() === tongue.order.join();
  const { [language]: _, ...others } = drafts.value[NAME] ?? {};
  const all = isEmpty ? others : { ...others, [language]: draft };
  if (Object.keys(all).length) drafts.value = { ...drafts.value, [NAME]: all };
  else drop(NAME);
}

/** @type {AudioContext | undefined} */
let speaker;
/** @type {AudioBufferSourceNode | undefined} */
let sounding;

/** One sound at a time: whoever presses on hears the next. @param {string} wav base64 */
export async function play(wav) {
  speaker ??= new AudioContext();
  const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
  const buffer = await speaker.decodeAudioData(bytes.buffer);
  sounding?.stop();
  sounding = new AudioBufferSourceNode(speaker, { buffer });
  sounding.connect(speaker.destination);
  sounding.start();
  document.body.dataset.heard = String(Number(document.body.dataset.heard ?? 0) + 1);
}
