/** The tablet at a counter: it rests, and asks whoever was served how it was. It knows that somebody was, never who. */

import { html, effect, render } from "/assets/vendor/ui.js";
import { now, skewS } from "/assets/js/age.js";
import { NO_LINE, connectHall } from "/assets/js/live.js";
import { language, loadTexts, t } from "/assets/js/texts.js";
import { reportHealth } from "/display/static/health.js";
import { deviceKey } from "/display/static/key.js";
import { Plain, obstacle } from "/display/static/notices.js";
import { About, How } from "./questions.js";
import { sendWhatIsLeft } from "./sending.js";
import { counter, level, mine, stage, wake } from "./state.js";

const LANGUAGES = { vi: "Tiếng Việt", en: "English", ko: "한국어" };
/** A blink of the network is not worth a word. */
const PATIENCE_MS = 3_000;

const choose = (/** @type {string} */ tongue) => loadTexts(tongue, ["rating", "display"]);

await choose("vi");
const key = deviceKey();
const line = key ? connectHall({ auth: { key }, levels: { finishes: (said) => { level.value = said; } } }) : null;

function Languages() {
  return html`<nav class="rate-languages" aria-label=${t("rating-language")}>${Object.entries(LANGUAGES).map(([tongue, name]) => html`
    <button type="button" key=${tongue} lang=${tongue} aria-pressed=${language.value === tongue} onClick=${() => choose(tongue)}>${name}</button>`)}</nav>`;
}

function Rest() {
  return html`<section class="rate-rest"><p class="rate-thanks">${t("rating-rest")}</p><p>${t("rating-rest-more")}</p></section>`;
}

function Invite() {
  return html`<button type="button" class="rate-wake" onClick=${wake}><span class="rate-thanks">${t("rating-rest")}</span><span class="rate-touch">${t("rating-wake")}</span></button>`;
}

const Thanks = () => html`<section class="rate-rest" role="status"><p class="rate-thanks">${t("rating-thanks")}</p></section>`;

const STAGES = { thanks: Thanks, about: About, how: How, invite: Invite, rest: Rest };

function Tablet() {
  const status = line?.status.value ?? NO_LINE;
  const stop = obstacle({ key, status, hasContent: level.value !== null });
  if (stop) return stop;
  if (!mine.value) return html`<${Plain} icon="circle-help" title=${t("display-panel-unknown", { number: counter })} />`;
  const lost = !status.connected && now.value - status.since > PATIENCE_MS;
  return html`<div class="rate">
    <header class="rate-head"><p><strong>${level.value?.hall.name}</strong><span>${t("rating-at", { number: counter, name: mine.value.name })}</span></p><${Languages} /></header>
    <main class="rate-body"><${STAGES[stage.value]} /></main>
    <p class="rate-lost" role="status">${lost && t("rating-lost")}</p>
  </div>`;
}

render(html`<${Tablet} />`, /** @type {HTMLElement} */ (document.getElementById("tablet")));
// The next person speaks Vietnamese until they say otherwise.
effect(() => { if (stage.value === "rest" || stage.value === "invite") choose("vi"); });
if (line) {
  const { status } = line;
  reportHealth(key, () => ({ page: "rate", counter, seq: status.value.seq, skew_s: skewS() }), () => (status.value.connected ? "connected" : ""));
  sendWhatIsLeft();
}
