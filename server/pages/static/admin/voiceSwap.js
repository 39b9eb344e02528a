/** Who speaks a language now, how much of it is recorded, and the press that changes it. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { play, take } from "./voiceState.js";

/** @param {import("./voiceState.js").Clip[]} clips a call that this hall makes */
function sampleOf(clips) {
  const needed = clips.filter((clip) => clip.is_needed).map((clip) => clip.name);
  const letter = needed.find((name) => /^[A-Z]$/.test(name)) ?? "H";
  const counter = Number((needed.find((name) => name.startsWith("counter-")) ?? "counter-1").slice(8));
  return { label: `${letter}012`, counter };
}

/** @param {{language: string, tongue: import("./voiceState.js").Tongue}} props */
export function VoiceSwap({ language, tongue }) {
  const said = useSignal({ text: "", bad: false });
  const busy = useSignal(false);
  const needed = tongue.clips.filter((clip) => clip.is_needed).length;
  const isComplete = tongue.missing.length === 0;
  const attempt = async (/** @type {() => Promise<string>} */ what) => {
    busy.value = true;
    try { said.value = { text: await what(), bad: false }; } catch (error) { said.value = { text: error.message, bad: true }; }
    busy.value = false;
  };
  const hear = (/** @type {string} */ speaks) => attempt(async () => {
    await play((await post(`/api/v1/voice/${language}/sample`, { speaks, ...sampleOf(tongue.clips) })).wav);
    return "";
  });
  const swap = (/** @type {string} */ speaks) => attempt(async () => {
    take(language, (await post(`/api/v1/voice/${language}/speaks`, { speaks })).tongue);
    return t(`voice-swapped-${speaks}`);
  });
  const row = (/** @type {"machine" | "recorded"} */ speaks, /** @type {boolean} */ isReady, /** @type {string} */ about) => html`
    <li class="voice-who" data-speaks=${speaks}>
      <div><strong>${t(`voice-${speaks}`)}</strong> <span class="quiet">${about}</span></div>
      <button type="button" class="button button-small" disabled=${!isReady || busy.value} onClick=${() => hear(speaks)}><span class="icon icon-volume-2" aria-hidden="true"></span>${t("voice-hear-call")}</button>
      ${tongue.speaks === speaks
        ? html`<span class="state state-serving"><span class="icon icon-circle-check" aria-hidden="true"></span>${t("voice-in-use")}</span>`
        : html`<button type="button" class="button button-small ${speaks === "recorded" ? "button-primary" : ""}" disabled=${!isReady || busy.value} onClick=${() => swap(speaks)}>${t(`voice-use-${speaks}`)}</button>`}
    </li>`;
  return html`<div class="card voice-swap">
    <ul>${row("machine", true, t("voice-machine-note"))}
      ${row("recorded", isComplete, t("voice-recorded-count", { have: needed - tongue.missing.length, needed }))}</ul>
    ${tongue.broken.length > 0 && html`<${Notice} bad=${true} text=${t("voice-broken", { count: tongue.broken.length })} />
      <button type="button" class="button" disabled=${busy.value} onClick=${() => swap(tongue.speaks)}>${t("voice-mend")}</button>`}
    <${Notice} ...${said.value} />
  </div>`;
}
