/** What surrounds every screen: the hall's name and the clock, language and letters, the way back, help. */

import { html, useEffect, useRef } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { language, loadTexts, t } from "/assets/js/texts.js";
import { Assisted } from "./assist.js";
import { named } from "./named.js";
import { canGive, hasReserve } from "./offered.js";
import { Said } from "./scan.js";
import { useSpeech } from "./speak.js";
import { PARTS, answering, assisted, back, ease, go, home, menu, online, screen, toggle, trial, wish } from "./state.js";

const TONGUES = ["vi", "en", "ko"];

/** Screens that help does not lead away from: nobody comes back to them and finds another person's number. */
const OVER = new Set(["help", "last", "turn"]);

function Head() {
  const hall = menu.value?.hall ?? {};
  return html`<header class="head ${assisted.value ? "is-assisted" : ""}">
    ${assisted.value ? html`<${Assisted} />` : html`<div class="head-hall"><span class="head-parent">${hall.parent}</span><span class="head-name">${named(hall, "name")}</span></div>`}
    <time class="head-clock">${clock(now.value)}</time>
  </header>`;
}

function Tools() {
  return html`<div class="tools" role="group" aria-label=${t("kiosk-tools")}>
    ${TONGUES.map((tongue) => html`<button class="tool" key=${tongue} lang=${tongue} aria-pressed=${language.value === tongue}
      onClick=${() => loadTexts(tongue, PARTS)}>${t(`common-language-${tongue}`)}</button>`)}
    <button class="tool tool-size" aria-pressed=${ease.value.large} onClick=${() => toggle("large")}>
      <span class="icon icon-type" aria-hidden="true"></span>${t(ease.value.large ? "kiosk-normal-text" : "kiosk-large-text")}</button>
  </div>`;
}

function Foot() {
  const first = screen.value.name === "home";
  const phone = menu.value?.hall?.phone;
  return html`<nav class="foot" aria-label=${t("kiosk-nav")}>
    ${first ? html`<p class="foot-note">${phone && t("kiosk-help-phone", { phone })}</p>
      <button class="foot-button" onClick=${() => go({ name: "ease" })}>
        <span class="icon icon-accessibility" aria-hidden="true"></span>${t("kiosk-ease")}</button>` : html`
      <button class="foot-button" disabled=${screen.value.name === "last"} onClick=${back}>
        <span class="icon icon-arrow-left" aria-hidden="true"></span>${t("kiosk-back")}</button>
      <button class="foot-button" onClick=${home}>
        <span class="icon icon-house" aria-hidden="true"></span>${t("kiosk-home")}</button>`}
    <button class="foot-button" disabled=${OVER.has(screen.value.name)} onClick=${() => go({ name: "help" })}>
      <span class="icon icon-circle-help" aria-hidden="true"></span>${t("kiosk-help")}</button>
  </nav>`;
}

function Away() {
  // On the last screen the number has been given: the notice would contradict it, and push its QR out of sight.
  if (online.value || screen.value.name === "last") return null;
  if (hasReserve()) {
    // Where the reserve of the field has ended, the confirmation says so itself.
    if (screen.value.name === "confirm" && wish.value && !canGive(wish.value.service)) return null;
    return html`<div class="away away-reserve" role="status">
      <span class="icon icon-ticket" aria-hidden="true"></span>
      <div><p class="away-title">${t("kiosk-reserve-title")}</p><p>${t("kiosk-reserve-text")}</p></div>
    </div>`;
  }
  const why = answering.value ? "away" : "restarting";
  return html`<div class="away" role="status">
    <span class="icon icon-${answering.value ? "wifi-off" : "hand-helping"}" aria-hidden="true"></span>
    <div><p class="away-title">${t(`kiosk-${why}-title`)}</p><p>${t(`kiosk-${why}-text`)}</p></div>
  </div>`;
}

/**
 * One decision a screen: a sentence as title, what there is to choose from, and the actions, always at the same place.
 * @param {{title: string, note?: any, actions?: any, class?: string, spoken?: string, children?: any}} props `spoken`: what is read aloud instead of the choices
 */
export function Frame({ title, note, actions, class: own = "", spoken, children }) {
  useSpeech(title, spoken);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  // A screen reader starts at the new question, not where the last finger was.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return html`
    <${Head} /><${Tools} />
    <main class="main ${own}">
      ${trial.value && html`<p class="trial" role="status"><span class="icon icon-graduation-cap" aria-hidden="true"></span>${t("kiosk-trial")}</p>`}
      <${Away} /><${Said} />
      <h1 class="title" tabindex="-1" ref=${heading}>${title}</h1>
      ${note && html`<p class="note">${note}</p>`}
      ${children}
    </main>
    <div class="actions">${actions}</div>
    <${Foot} />`;
}
