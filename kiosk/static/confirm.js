/** The last look before a number: what for, how many wait, priority or not, and whether a number is given at all. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { First } from "./lane.js";
import { labelOf, named, procedureOf, serviceOf } from "./named.js";
import { NoPaper } from "./noPaper.js";
import { StopNotice, canGive, hasReserve, stopOf, stopTold } from "./offered.js";
import { refusalText } from "./refused.js";
import { card, claim, go, home, lines, menu, online, wish } from "./state.js";
import { useTaking } from "./take.js";
import { Letter, Waiting } from "./waiting.js";

/** @param {{busy: boolean}} props */
function Priority({ busy }) {
  const grounds = wish.value?.grounds;
  const isProven = grounds && grounds === card.value?.grounds;
  return html`<section class="ask">
    <h2>${t("kiosk-confirm-priority")}</h2>
    <div class="ask-answers">
      <button class="answer" aria-pressed=${!grounds} disabled=${busy} onClick=${() => claim(null)}>
        <span class="icon icon-${grounds ? "circle" : "circle-check"}" aria-hidden="true"></span>${t("kiosk-confirm-no")}</button>
      <button class="answer answer-yes" aria-pressed=${!!grounds} disabled=${busy} onClick=${() => go({ name: "grounds" })}>
        <span class="icon icon-${grounds ? "circle-check" : "circle"}" aria-hidden="true"></span>${t("kiosk-confirm-yes")}</button>
    </div>
    ${grounds && html`<${First} grounds=${grounds} />`}
    ${isProven && html`<p class="ask-why">${t("kiosk-scan-first")}</p>`}
  </section>`;
}

/** Instead of a number: the papers to take home, or another need. @param {{procedure: any}} props */
function Otherwise({ procedure }) {
  return html`
    ${procedure && html`<button class="secondary" onClick=${() => go({ name: "guide", procedure: procedure.code })}>
      <span class="icon icon-printer" aria-hidden="true"></span>${t("kiosk-guide-print")}</button>`}
    <button class="primary" onClick=${home}><span class="icon icon-house" aria-hidden="true"></span>${t("kiosk-stopped-other")}</button>`;
}

/** @param {{service: string, busy: boolean, resting: boolean, take: () => void}} props */
function Take({ service, busy, resting, take }) {
  const gives = canGive(service);
  return html`<button class="primary take" disabled=${busy || resting || !gives} aria-busy=${busy} onClick=${take}>
    <span class="icon icon-ticket" aria-hidden="true"></span>${t(busy ? "kiosk-confirm-taking" : gives ? "kiosk-confirm-take" : "kiosk-away-waiting")}</button>`;
}

/** What to have at hand, or to expect, with this number. @param {{service: any}} props */
function AtHand({ service }) {
  if (!canGive(service.code)) return null;
  return html`
    ${service.kind === "returns" && html`<p class="notice is-plain"><span class="icon icon-file-check" aria-hidden="true"></span>${t("kiosk-confirm-receipt")}</p>`}
    <${NoPaper} />`;
}

/** What to know before the number: no counter yet, or a result that waits for tomorrow. @param {{service: any, line: any}} props */
function Notices({ service, line }) {
  if (!canGive(service.code) && hasReserve()) return html`<p class="notice"><span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-reserve-ended")}</p>`;
  if (!online.value || !line) return null;
  const isLate = line.same_day === false && service.kind === "field" && menu.value.same_day_until;
  return html`
    ${line.counters_open?.length === 0 && html`<p class="notice">${t("kiosk-confirm-closed")}</p>`}
    ${isLate && html`<p class="notice"><span class="icon icon-clock" aria-hidden="true"></span>${t("kiosk-same-day", { time: menu.value.same_day_until })}</p>`}`;
}

export function Confirm() {
  const { busy, refused, take } = useTaking();
  const mine = wish.value;
  if (!mine) return null;
  const service = serviceOf(mine.service);
  const procedure = procedureOf(mine.procedure);
  const stop = stopOf(mine.service) ?? (refused && stopTold(refused));
  const over = stop || refused?.code === "already_waiting";
  // Without a server and without a reserve there is nothing to ask, until one of them is back.
  const gives = canGive(mine.service);
  const resting = refused?.code === "kiosk_cooling";
  const actions = over
    ? html`<${Otherwise} procedure=${stop && procedure} />`
    : html`<${Take} service=${mine.service} busy=${busy} resting=${resting} take=${take} />`;
  return html`<${Frame} title=${t(over || !gives ? "kiosk-stopped-title" : "kiosk-confirm-title")} actions=${actions} class="confirming">
    <div class="summary">
      <${Letter} letter=${service.code} />
      <div class="summary-text"><strong>${named(service, "name")}</strong>${procedure && html`<span>${labelOf(procedure)}</span>`}
      </div>
      ${!stop && html`<${Waiting} service=${service.code} first=${!!mine.grounds} />`}
    </div>
    ${stop ? html`<${StopNotice} stop=${stop} papers=${!!procedure} />` : html`<${Notices} service=${service} line=${lines.value[mine.service]} /><${AtHand} service=${service} />`}
    ${!over && gives && menu.value.grounds.length > 0 && html`<${Priority} busy=${busy} />`}
    <div role="alert">${refused && !stop && html`<p class=${resting ? "notice" : "failed"}><span class="icon icon-${resting ? "hourglass" : "triangle-alert"}" aria-hidden="true"></span>${refusalText(refused)}</p>`}</div>
  <//>`;
}
