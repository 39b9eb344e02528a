/** The page of a kiosk that has no key: the pairing code of the administration is touched here, once. */

import { html, render, signal } from "/assets/vendor/ui.js";
import { freshKey, get, post } from "/assets/js/api.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { guard } from "./guard.js";
import { Keyboard } from "./keyboard.js";
import { Tongues } from "./tongues.js";

const EVERY_MS = 3000;
/** The letters codes are made of, as on the screen for appointments. */
const ROWS = ["23456789", "CHKLM", "NPTV"];
const LENGTH = 8;

const server = signal({ server: "", online: false });
const code = signal("");
const busy = signal(false);
const said = signal("");
const paired = signal("");
/** The same key for one code: an answer that was lost is asked for again. */
let asked = { code: "", key: "" };

/** @param {string} typed */
function change(typed) {
  code.value = typed.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, LENGTH);
  said.value = "";
}

async function claim() {
  if (busy.value || code.value.length < LENGTH) return;
  if (asked.code !== code.value) asked = { code: code.value, key: freshKey() };
  busy.value = true;
  said.value = "";
  try {
    paired.value = (await post("/api/pairing", { code: code.value }, { key: asked.key })).name;
  } catch (/** @type {any} */ refusal) {
    if (refusal.code === "server_away") server.value = { ...server.value, online: false };
    else said.value = refusal.message;
  }
  busy.value = false;
}

/** A physical keyboard types, too: whoever sets machines up has one in the bag. @param {KeyboardEvent} event */
function type(event) {
  if (event.key === "Enter") claim();
  else if (event.key === "Backspace") change(code.value.slice(0, -1));
  else if (event.key.length === 1 && !event.ctrlKey && !event.altKey) change(code.value + event.key);
}

async function follow() {
  try {
    // The program that gives numbers answers here as soon as it has its key.
    if (paired.value) await get("/api/health").then(() => location.reload());
    else server.value = await get("/api/pairing");
  } catch { /* It is restarting; the next time it will be there. */ }
  setTimeout(follow, EVERY_MS);
}

function Boxes() {
  return html`<p class="code-boxes pair-boxes" role="img" aria-label=${`${t("kiosk-pair-code")} ${[...code.value].join(" ")}`}>${Array.from({ length: LENGTH }, (_, at) => html`
    <span key=${at} class="code-box ${at === code.value.length ? "is-next" : ""}">${code.value[at] ?? ""}</span>`)}</p>`;
}

function Server() {
  const { server: url, online } = server.value;
  return html`<p class="pair-server ${online ? "" : "failed"}" role="status"><span class="icon icon-${online ? "circle-check" : "wifi-off"}" aria-hidden="true"></span>
    <span>${t(online ? "kiosk-pair-server" : "kiosk-pair-away", { server: url })}</span></p>`;
}

function Pair() {
  if (paired.value) return html`<main class="bare"><h1 class="away-title">${t("kiosk-pair-done", { name: paired.value })}</h1></main>`;
  return html`
    <${Tongues} parts=${["kiosk"]} />
    <main class="main">
      <h1 class="title">${t("kiosk-pair-title")}</h1>
      <p class="note">${t("kiosk-pair-note")}</p>
      ${server.value.server && html`<${Server} />`}
      <${Boxes} />
      <div role="alert">${said.value && html`<p class="failed"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${said.value}</p>`}</div>
      <${Keyboard} value=${code.value} change=${change} rows=${ROWS} longest=${LENGTH} />
    </main>
    <div class="actions"><button class="primary" disabled=${busy.value || code.value.length < LENGTH} aria-busy=${busy.value} onClick=${claim}>
      <span class="icon icon-key" aria-hidden="true"></span>${t(busy.value ? "kiosk-pair-asking" : "kiosk-pair-claim")}</button></div>`;
}

guard();
await loadTexts("vi", ["kiosk"]);
document.addEventListener("keydown", type);
document.body.replaceChildren();
render(html`<div class="stage pairing"><${Pair} /></div>`, document.body);
follow();
