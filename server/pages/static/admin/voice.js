/** The voice of the loudspeaker: what it says, and the centre's own recordings of it; one language at a time. */

import { html, signal, useEffect } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { LANGUAGES } from "./slipWords.js";
import { VoiceRecord } from "./voiceRecord.js";
import { failed, load, tongueShown, voice } from "./voiceState.js";
import { VoiceSwap } from "./voiceSwap.js";
import { VoiceWords } from "./voiceWords.js";

const VIEWS = { words: VoiceWords, record: VoiceRecord };
const view = signal(/** @type {keyof typeof VIEWS} */ ("words"));

export function Voice() {
  useEffect(() => { load(); }, []);
  if (!voice.value) return failed.value ? html`<${Notice} bad=${true} text=${failed.value} />` : html`<p class="page-wait">${t("staff-loading")}</p>`;
  const language = tongueShown.value;
  const tongue = voice.value.languages[language];
  const View = VIEWS[view.value];
  return html`<div class="voice">
    <div class="voice-tools">
      <div class="days-of-week" role="group" aria-label=${t("voice-language")}>${LANGUAGES.map((one) => html`<button type="button" class="day-toggle" aria-pressed=${one === language} onClick=${() => { tongueShown.value = one; }}>${t(`voice-language-${one}`)}</button>`)}</div>
      <div class="days-of-week" role="group" aria-label=${t("voice-view")}>${Object.keys(VIEWS).map((one) => html`<button type="button" class="day-toggle" aria-pressed=${one === view.value} onClick=${() => { view.value = /** @type {keyof typeof VIEWS} */ (one); }}>${t(`voice-view-${one}`)}</button>`)}</div>
    </div>
    <${VoiceSwap} key=${language} language=${language} tongue=${tongue} />
    ${!voice.value.has_engine && html`<${Notice} bad=${true} text=${t("voice-no-engine")} />`}
    ${voice.value.silent_counters.length > 0 && html`<${Notice} bad=${true} text=${t("voice-silent-counters", { counters: voice.value.silent_counters.join(", ") })} />`}
    <${View} key=${language + view.value} language=${language} tongue=${tongue} />
  </div>`;
}
