/** The attendant's screen: printer, server, the last numbers, and a new start; everything at one glance. */

import { html, useState } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Ring } from "../ring.js";
import { Tongues } from "../tongues.js";
import { Numbers, paperText } from "./numbers.js";
import { Sound } from "./sound.js";
import { Tuning } from "./tuning.js";
import { PARTS, SAID_S, act, leave, said, state } from "./state.js";

const WELL = new Set(["ready", "paper_near_end"]);
/** The kiosk answers again within seconds. */
const STARTS_MS = 4000;

const OPTIONS = ["printer", "width", "confirm", "speed_mm_s", "band_rows", "pad_rows"];

/** How the printer is used, in one line: each option with where it is from, unless that is the usual. */
function printing() {
  return OPTIONS.map((name) => t("kiosk-staff-option", { name, ...state.value.printing[name] })).join(" · ");
}

/** A press beside "test print" must not spoil the count of the roll for days. */
const changeRoll = () => act("new-roll", {}, () => ({ text: t("kiosk-staff-roll-noted"), bad: false, undo: keepRoll }));
const keepRoll = () => act("old-roll", {}, () => ({ text: t("kiosk-staff-roll-kept"), bad: false }));

/** @param {{tune: () => void}} props */
function Printer({ tune }) {
  const [busy, setBusy] = useState(false);
  const { printer, roll, printed } = state.value;
  const well = WELL.has(printer.state);
  const press = async (/** @type {() => Promise<void>} */ what) => { setBusy(true); await what(); setBusy(false); };
  return html`<section class="papers">
    <h2 class="papers-title"><span class="icon icon-printer" aria-hidden="true"></span>${t("kiosk-staff-printer")}</h2>
    <p class=${well ? "staff-well" : "failed"}><span class="icon icon-${well ? "circle-check" : "triangle-alert"}" aria-hidden="true"></span>
      <span><strong>${t(`kiosk-printer-${printer.state}`)}</strong> ${t(`kiosk-printer-do-${printer.state}`)}</span></p>
    <p class="staff-facts">${roll.slips_left !== null && html`<span>${t("kiosk-staff-roll", { metres: roll.left_m, slips: roll.slips_left })}</span>`}
      ${printed > 0 && html`<span>${t("kiosk-staff-printed", { n: printed })}</span>`}
      <span>${printing()}</span></p>
    <div class="staff-keys">
      <button class="secondary" disabled=${busy} onClick=${() => press(() => act("test-print", {}, paperText))}>${t(busy ? "kiosk-guide-printing" : "kiosk-staff-test")}</button>
      <button class="secondary" disabled=${busy} onClick=${() => press(changeRoll)}>${t("kiosk-staff-new-roll")}</button>
      <button class="secondary" disabled=${busy} onClick=${tune}>${t("kiosk-staff-tune")}</button></div>
  </section>`;
}

function Server() {
  const { server, address, version, reserve, scanner } = state.value;
  return html`<section class="papers">
    <h2 class="papers-title"><span class="icon icon-monitor" aria-hidden="true"></span>${t("kiosk-staff-server")}</h2>
    <p class=${server.online ? "staff-well" : "failed"}><span class="icon icon-${server.online ? "circle-check" : "wifi-off"}" aria-hidden="true"></span>
      <span>${t(server.online ? "kiosk-staff-online" : "kiosk-staff-offline", { server: address, since: clock(server.since) })}</span></p>
    ${scanner?.state === "away" && html`<p class="failed"><span class="icon icon-qr-code" aria-hidden="true"></span><span>${t("kiosk-staff-scanner-away", { device: scanner.device })}</span></p>`}
    <p class="staff-facts">${scanner?.state === "ready" && html`<span>${t("kiosk-staff-scanner-ready")}</span>`}
      ${reserve.left + reserve.handed > 0 && html`<span>${t("kiosk-staff-reserve", { left: reserve.left, handed: reserve.handed })}</span>`}
      <span>${t("kiosk-staff-version", { version })}</span></p>
  </section>`;
}

/** A new start takes two touches in the same place. @param {{what: string}} props */
function Restart({ what }) {
  const [asked, setAsked] = useState(false);
  const start = async () => {
    if (!asked) { setAsked(true); return; }
    await act("restart", { what }, () => ({ text: t("kiosk-staff-starting"), bad: false }));
    if (!said.value.bad) setTimeout(() => location.replace("/"), STARTS_MS);
  };
  return html`<button class="secondary ${asked ? "is-asked" : ""}" onClick=${start} onBlur=${() => setAsked(false)}>
    ${t(asked ? "kiosk-staff-restart-sure" : `kiosk-staff-restart-${what}`)}</button>`;
}

/** What was done last, and the way back where there is one. */
function Said() {
  const { text, bad, undo } = said.value;
  if (!text) return null;
  return html`<p class=${bad ? "failed" : "notice is-good"}><span class="icon icon-${bad ? "triangle-alert" : "circle-check"}" aria-hidden="true"></span>${text}${undo && html`
    <button class="secondary" onClick=${undo}>${t("kiosk-staff-roll-undo")}<${Ring} seconds=${SAID_S} over=${() => {}} /></button>`}</p>`;
}

export function Inside() {
  const [tuning, setTuning] = useState(false);
  return html`
    <${Tongues} parts=${PARTS} />
    <main class="main">
      <div class="staff-head"><h1 class="title">${t("kiosk-staff-title")}</h1>
        <div role="status"><${Said} /></div></div>
      <${Printer} tune=${() => setTuning(true)} />${tuning ? html`<${Tuning} close=${() => setTuning(false)} />` : html`<${Numbers} />`}<${Sound} /><${Server} />
      <div class="staff-keys"><${Restart} what="program" />${state.value.may_reboot && html`<${Restart} what="machine" />`}</div>
    </main>
    <div class="actions"><button class="secondary" onClick=${() => leave("/#assist")}><span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-staff-assist")}</button>
      <button class="primary" onClick=${() => leave()}>${t("kiosk-staff-close")}</button></div>`;
}
