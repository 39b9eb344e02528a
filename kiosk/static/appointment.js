/** Whoever has an appointment types its code, or lets the scanner read it, and gets the number kept for that time. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { freshKey, post } from "/assets/js/api.js";
import { clock, longDate } from "/assets/js/hallTime.js";
import { language, t } from "/assets/js/texts.js";
import { whenText } from "/assets/js/when.js";
import { Frame } from "./frame.js";
import { Keyboard } from "./keyboard.js";
import { NoPaper } from "./noPaper.js";
import { refusalText } from "./refused.js";
import { goInstead, lose, online, paper, screen } from "./state.js";

/** The letters codes are made of, and no others: nobody looks for an O that is not there. */
const ROWS = ["23456789", "CHKLM", "NPTV"];
/** Of a clerk's code, and of one from home, which the internet may ask for and nobody may guess. */
const SHORT = 6;
const LONG = 10;
const AWAY = new Set(["server_away", "no_connection", "no_catalogue"]);

/** What the refusal means to the person who holds the code. @param {any} refusal */
function sentence(refusal) {
  const { code, details } = refusal;
  switch (code) {
    case "unknown_appointment": return t("kiosk-appointment-unknown");
    case "appointment_used": return t("kiosk-appointment-used", { label: details.label });
    case "appointment_not_today": return t("kiosk-appointment-not-today", { day: longDate(details.at), clock: clock(details.at) });
    case "appointment_cancelled": return t("kiosk-appointment-cancelled");
    case "hall_closed": return details.reopens_at ? t("kiosk-appointment-closed", { when: whenText(details.reopens_at, now.value) }) : refusal.message;
    case "issuing_stopped": return [t("kiosk-appointment-late"), refusalText(refusal)].join(" ");
    default: return refusalText(refusal);
  }
}

/** @param {{code: string}} props */
function Boxes({ code }) {
  const length = code.length > SHORT ? LONG : SHORT;
  return html`<div class="code-boxes ${length === LONG ? "is-long" : ""}" aria-hidden="true">${Array.from({ length }, (_, at) => html`
    <span key=${at} class="code-box ${at === code.length ? "is-next" : ""}">${code[at] ?? ""}</span>`)}</div>`;
}

/** Asks for the number; one key for all touches of one code. */
function useCheckIn() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const asked = useRef({ code: "", key: "" });
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  const checkIn = async (/** @type {string} */ code) => {
    if (busy || !isWhole(code) || !online.value) return;
    if (asked.current.code !== code) asked.current = { code, key: freshKey() };
    setBusy(true);
    setRefused("");
    try {
      const answer = await post("/api/check-in", { code, language: language.value }, { key: asked.current.key });
      // Whoever went home meanwhile has left this screen: the paper is theirs, the screen is not.
      if (here.current) goInstead({ name: "last", service: answer.service, answer });
    } catch (/** @type {any} */ refusal) {
      if (AWAY.has(refusal.code)) lose(refusal.code);
      else {
        // A refusal is kept with its key; the next touch is a new question.
        asked.current = { code: "", key: "" };
        setRefused(sentence(refusal));
      }
      setBusy(false);
    }
  };
  return { busy, refused, checkIn, forget: () => setRefused("") };
}

/** @param {string} code */
const isWhole = (code) => code.length === SHORT || code.length === LONG;

/** What was typed, as codes are written; whoever types on after `whole` letters begins anew. @param {string} typed */
function plain(typed, whole = LONG) {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return letters.length > whole ? letters.slice(whole, whole + LONG) : letters;
}

export function Appointment() {
  const [code, setCode] = useState(plain(screen.value.code ?? ""));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const { busy, refused, checkIn, forget } = useCheckIn();
  // What comes after a code that was refused is another one.
  const change = (/** @type {string} */ typed) => { setCode(plain(typed, refused ? code.length : LONG)); forget(); };
  // A code that was scanned is a wish for a number; but whoever gets no slip is told so before.
  useEffect(() => { field.current?.focus(); if (paper.value) checkIn(code); }, []);
  const actions = html`<button class="primary take" disabled=${busy || !online.value || !isWhole(code)} aria-busy=${busy} onClick=${() => checkIn(code)}>
    <span class="icon icon-ticket" aria-hidden="true"></span>${t(busy ? "kiosk-confirm-taking" : online.value ? "kiosk-confirm-take" : "kiosk-away-waiting")}</button>`;
  return html`<${Frame} title=${t("kiosk-appointment-title")} actions=${actions} class="appointment">
    <label class="code"><span class="visually-hidden">${t("kiosk-appointment-code")}</span>
      <input ref=${field} class="code-field" type="text" inputmode="none" autocomplete="off" spellcheck=${false} value=${code} aria-describedby="code-lengths"
        onInput=${(/** @type {any} */ event) => change(event.target.value)}
        onKeyDown=${(/** @type {any} */ event) => { if (event.key === "Enter") checkIn(code); }} />
      <${Boxes} code=${code} /></label>
    <p class="note" id="code-lengths">${t("kiosk-appointment-note")}</p>
    ${online.value && html`<${NoPaper} />`}
    <div role="alert">${refused && online.value && html`<p class="failed"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${refused}</p>`}</div>
    ${online.value && html`<${Keyboard} value=${code} change=${change} rows=${ROWS} longest=${LONG} />`}
  <//>`;
}
