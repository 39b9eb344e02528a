/** The PIN before the attendant's screen, on keys large enough for a finger in a hurry. */

import { html, signal, useEffect, useLayoutEffect } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Tongues } from "../tongues.js";
import { PARTS, enter, toTouchPage } from "./state.js";

const SHORTEST = 6;
const LONGEST = 12;
const CLOSES_MS = 30_000;
const KEYS = [..."123456789"];

/** @param {any} refusal */
function sentence({ code, details, message }) {
  if (code === "wrong_pin") return t("kiosk-staff-wrong", { n: Number(details.left) });
  if (code === "attendant_paused") return t("kiosk-staff-paused", { n: Number(details.wait_s) });
  return message;
}

// Signals, not the component's own state: a keyboard types several figures between two paints.
const pin = signal("");
const refused = signal("");
const busy = signal(false);

/** @param {string} next */
function change(next) {
  pin.value = next.slice(0, LONGEST);
  refused.value = "";
}

async function open() {
  if (busy.value || pin.value.length < SHORTEST) return;
  busy.value = true;
  try { await enter(pin.value); } catch (/** @type {any} */ refusal) { refused.value = sentence(refusal); }
  pin.value = "";
  busy.value = false;
}

/** @param {KeyboardEvent} event */
function type(event) {
  if (event.key === "Enter") { event.preventDefault(); open(); }
  else if (event.key === "Escape") toTouchPage();
  else if (event.key === "Backspace") change(pin.value.slice(0, -1));
  else if (/^\d$/.test(event.key)) change(pin.value + event.key);
}

export function Pin() {
  useEffect(() => {
    const timer = setTimeout(toTouchPage, CLOSES_MS);
    return () => clearTimeout(timer);
  }, [pin.value, refused.value]);
  // With the layout, not after the paint: keys are heard from the moment they can be seen.
  useLayoutEffect(() => {
    document.addEventListener("keydown", type);
    return () => document.removeEventListener("keydown", type);
  }, []);
  const { length } = pin.value;
  const key = (/** @type {string} */ figure) => html`<button class="key" key=${figure} onClick=${() => change(pin.value + figure)}>${figure}</button>`;
  return html`
    <${Tongues} parts=${PARTS} />
    <main class="main">
      <h1 class="title">${t("kiosk-staff-title")}</h1>
      <p class="note">${t("kiosk-staff-pin")}</p>
      <p class="pin-dots" role="img" aria-label=${t("kiosk-staff-typed", { n: length })}>${Array.from({ length: Math.max(SHORTEST, length) }, (_, at) => html`
        <span key=${at} class=${at < length ? "is-typed" : ""}></span>`)}</p>
      <div role="alert">${refused.value && html`<p class="failed"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${refused.value}</p>`}</div>
      <div class="pin-keys" role="group" aria-label=${t("kiosk-keyboard")}>${KEYS.map(key)}
        <button class="key key-wide" onClick=${() => change(pin.value.slice(0, -1))}><span class="icon icon-delete" aria-hidden="true"></span>${t("kiosk-key-delete")}</button>
        ${key("0")}</div>
    </main>
    <div class="actions"><button class="secondary" onClick=${toTouchPage}>${t("kiosk-staff-close")}</button>
      <button class="primary" disabled=${busy.value || length < SHORTEST} aria-busy=${busy.value} onClick=${open}>${t("kiosk-staff-open")}</button></div>`;
}
