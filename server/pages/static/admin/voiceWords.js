/** What is said for each clip of a language, heard before it is saved, and the order of a call. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { draftOf, keepDraft, load, play, take } from "./voiceState.js";
import { VoiceOrder } from "./voiceOrder.js";

/** @typedef {import("./voiceState.js").Clip} Clip */

/** @type {[string, (clip: Clip) => boolean][]} */
const GROUPS = [
  ["phrases", ({ name }) => /^[a-z]+$/.test(name)],
  ["figures", ({ name }) => /^[0-9]$/.test(name)],
  ["letters", ({ name, is_needed: needed }) => needed && /^[A-Z]$/.test(name)],
  ["counters", ({ name, is_needed: needed }) => needed && name.startsWith("counter-")],
  ["others", ({ name, is_needed: needed }) => !needed && /^[A-Z]$|^counter-/.test(name)],
];

/** "Chữ H", "Quầy 12": a clip as people call it. @param {string} name */
export function clipName(name) {
  if (name.startsWith("counter-")) return t("voice-clip-counter", { number: name.slice(8) });
  if (/^[a-z]+$/.test(name)) return t(`voice-clip-${name}`);
  return t(/[0-9]/.test(name) ? "voice-clip-figure" : "voice-clip-letter", { sign: name });
}

/** @param {{language: string, tongue: import("./voiceState.js").Tongue}} props */
export function VoiceWords({ language, tongue }) {
  const said = useSignal({ text: "", bad: false });
  const busy = useSignal(false);
  const draft = draftOf(language, tongue);
  const textOf = (/** @type {Clip} */ clip) => draft.clips[clip.name] ?? clip.said;
  const put = (/** @type {Clip} */ clip, /** @type {string} */ text) => {
    const { [clip.name]: _, ...others } = draft.clips;
    keepDraft(language, { ...draft, clips: text === clip.said ? others : { ...others, [clip.name]: text } }, tongue);
  };
  const attempt = async (/** @type {() => Promise<string>} */ what) => {
    busy.value = true;
    try { said.value = { text: await what(), bad: false }; } catch (error) {
      said.value = { text: error.message, bad: true };
      if (error.code === "changed_meanwhile") await load();
    }
    busy.value = false;
  };
  const hear = (/** @type {Clip} */ clip) => attempt(async () => {
    await play((await post(`/api/v1/voice/${language}/try`, { text: textOf(clip).trim() || clip.usual })).wav);
    return "";
  });
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    // A field left empty says the usual again.
    const clips = Object.fromEntries(tongue.clips.filter(({ name }) => name in draft.clips).map((clip) => [clip.name, textOf(clip).trim() || clip.usual]));
    return attempt(async () => {
      const answer = await post(`/api/v1/voice/${language}/words`, { clips, order: draft.order, seen: tongue.revision });
      keepDraft(language, { clips: {}, order: answer.tongue.order }, answer.tongue);
      take(language, answer.tongue);
      return t(answer.tongue.speaks === "recorded" ? "voice-saved-recorded" : "voice-saved");
    });
  };
  const isChanged = Object.keys(draft.clips).length > 0 || draft.order.join() !== tongue.order.join();
  // Not the bare letter: a field named U hides what a form of that name means to the library that draws it.
  const row = (/** @type {Clip} */ clip) => html`<div class="voice-word" key=${clip.name}>
    <label><span>${clipName(clip.name)}</span>
      <input class="field" name="clip-${clip.name}" lang=${language} maxlength="80" autocomplete="off" placeholder=${clip.usual} value=${textOf(clip)} onInput=${(/** @type {any} */ event) => put(clip, event.currentTarget.value)} /></label>
    <button type="button" class="icon-button" aria-label=${t("voice-hear-clip", { clip: clipName(clip.name) })} onClick=${() => hear(clip)}><span class="icon icon-volume-2" aria-hidden="true"></span></button>
  </div>`;
  const group = (/** @type {string} */ name, /** @type {Clip[]} */ clips) => (name === "others"
    ? html`<details class="card voice-group"><summary>${t("voice-group-others")}</summary><div class="voice-grid">${clips.map(row)}</div></details>`
    : html`<fieldset class="card voice-group"><legend>${t(`voice-group-${name}`)}</legend><div class="voice-grid">${clips.map(row)}</div></fieldset>`);
  return html`<form class="regulation" onSubmit=${save}>
    <${VoiceOrder} language=${language} tongue=${tongue} order=${draft.order} put=${(/** @type {string[]} */ order) => keepDraft(language, { ...draft, order }, tongue)} />
    <p class="quiet">${t("voice-words-note")}</p>
    ${GROUPS.map(([name, belongs]) => group(name, tongue.clips.filter(belongs)))}
    <div class="save-row"><button class="button button-primary" type="submit" disabled=${busy.value || !isChanged}>${t("regulation-save")}</button>
      ${isChanged && html`<span class="unsaved" role="status">${t("regulation-unsaved")}</span>
        <button type="button" class="button" disabled=${busy.value} onClick=${() => keepDraft(language, { clips: {}, order: tongue.order }, tongue)}>${t("regulation-discard")}</button>`}
      <${Notice} ...${said.value} /></div>
  </form>`;
}
