/** The centre records its own clips: the text stands large, one key begins and ends, the next missing one follows. */

import { html, useEffect, useLayoutEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { mayListen, openMicrophone } from "./voiceMicrophone.js";
import { play, take, voice } from "./voiceState.js";
import { takeOf } from "./voiceTake.js";
import { clipName } from "./voiceWords.js";

const LONGEST_MS = 8_000;
/** Words the server refuses a take with; the page says the same before it sends one. @param {string} why */
const faultText = (why) => t(`voice-take-${why.replaceAll("_", "-")}`);

/** @param {{language: string, tongue: import("./voiceState.js").Tongue}} props */
export function VoiceRecord({ language, tongue }) {
  const needed = tongue.clips.filter((clip) => clip.is_needed);
  const at = useSignal(tongue.missing[0] ?? needed[0].name);
  const phase = useSignal(/** @type {"off" | "asking" | "ready" | "recording" | "checking"} */ ("off"));
  const said = useSignal({ text: "", bad: false });
  const microphone = useRef(/** @type {Awaited<ReturnType<typeof openMicrophone>> | null} */ (null));
  const isGone = useRef(false);
  const stop = useRef(/** @type {() => void} */ (() => {}));
  const clip = needed.find(({ name }) => name === at.value) ?? needed[0];

  const send = async (/** @type {ArrayBuffer} */ file) => {
    const { why, wav } = await takeOf(file, voice.value?.rules);
    if (why) { said.value = { text: faultText(why), bad: true }; return; }
    try {
      const answer = await post(`/api/v1/voice/${language}/takes`, { clip: clip.name, wav });
      take(language, answer.tongue);
      said.value = { text: t("voice-taken", { clip: clipName(clip.name), seconds: answer.length_s }), bad: false };
      at.value = answer.tongue.missing[0] ?? clip.name;
    } catch (error) { said.value = { text: error.code === "bad_take" ? faultText(error.details.why) : error.message, bad: true }; }
  };
  const record = () => {
    const end = microphone.current?.record();
    if (!end) return;
    phase.value = "recording";
    const guard = setTimeout(() => stop.current(), LONGEST_MS);
    stop.current = async () => {
      stop.current = () => {};
      clearTimeout(guard);
      phase.value = "checking";
      await send(await end());
      phase.value = "ready";
    };
  };
  const open = async () => {
    phase.value = "asking";
    try {
      microphone.current = await openMicrophone();
      phase.value = "ready";
    } catch {
      said.value = { text: t("voice-no-microphone"), bad: true };
      phase.value = "off";
    }
    // The browser asks as long as it likes: whoever left meanwhile leaves no microphone open.
    if (isGone.current) microphone.current?.close();
  };
  const press = async () => {
    if (phase.value === "recording") { stop.current(); return; }
    if (phase.value === "ready") record();
    if (phase.value === "off") await open();
  };
  const choose = async (/** @type {any} */ event) => {
    const field = event.currentTarget;
    if (field.files[0]) await send(await field.files[0].arrayBuffer());
    field.value = "";
  };
  const hear = async () => {
    try { await play((await get(`/api/v1/voice/${language}/takes/${clip.name}`)).wav); } catch (error) { said.value = { text: error.message, bad: true }; }
  };

  useEffect(() => () => { isGone.current = true; stop.current = () => {}; microphone.current?.close(); }, []);
  useLayoutEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.code !== "Space" || event.repeat || /** @type {Element} */ (event.target).closest("button, input, a")) return;
      event.preventDefault();
      press();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  });

  return html`<div class="voice-columns">
    <div class="card voice-studio">
      <p class="quiet">${t("voice-at", { place: needed.indexOf(clip) + 1, needed: needed.length })} · ${clipName(clip.name)}</p>
      <p class="voice-read" lang=${language}>${clip.said}</p>
      <meter class="voice-level" min="-60" low="-40" high="-3" optimum="-20" max="0" value=${microphone.current?.level.value ?? -60} aria-label=${t("voice-level")}></meter>
      <div class="voice-buttons">
        ${mayListen() && html`<button type="button" class="button ${phase.value === "recording" ? "button-stop" : "button-primary"}" disabled=${phase.value === "checking" || phase.value === "asking"} data-phase=${phase.value} onClick=${press}>
          <span class="icon icon-${phase.value === "recording" ? "square" : "megaphone"}" aria-hidden="true"></span>${t(`voice-phase-${phase.value}`)}</button>`}
        <label class="button"><span class="icon icon-upload" aria-hidden="true"></span>${t("voice-choose")}<input class="visually-hidden" type="file" name="take" accept="audio/*" disabled=${phase.value === "recording"} onChange=${choose} /></label>
        <button type="button" class="button" disabled=${!clip.is_recorded || phase.value === "recording"} onClick=${hear}><span class="icon icon-volume-2" aria-hidden="true"></span>${t("voice-hear-take")}</button>
      </div>
      <p class="quiet">${t(mayListen() ? "voice-record-note" : "voice-needs-https")}</p>
      <${Notice} ...${said.value} />
    </div>
    <ul class="card voice-list" aria-label=${t("voice-list")}>${needed.map(({ name, said: text, is_recorded: done }) => html`<li key=${name}>
      <button type="button" aria-current=${name === clip.name ? "step" : undefined} disabled=${phase.value === "recording"} onClick=${() => { at.value = name; }}>
        <span class="icon icon-${done ? "circle-check" : "circle"}" aria-hidden="true"></span><span>${clipName(name)}</span><span class="quiet" lang=${language}>${text}</span>
        <span class="visually-hidden">${t(done ? "voice-done" : "voice-missing")}</span></button></li>`)}</ul>
  </div>`;
}
