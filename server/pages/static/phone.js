/** Keeps the phone's card true: the same sentences as the server wrote, on each new level; rings when called. */

import { effect, html, render, signal } from "/assets/vendor/ui.js";
import { ageText, now } from "/assets/js/age.js";
import { clock, minutesRange, waitText } from "/assets/js/hallTime.js";
import { standing } from "/assets/js/opening.js";
import { connectHall } from "/assets/js/live.js";
import { PHONES } from "/assets/js/pace.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { askHow } from "./phoneAfter.js";
import { Bell } from "./phoneBell.js";
import { PhoneMoves } from "./phoneMoves.js";
import { nudge, ring } from "./phoneRing.js";

/** A phone in a pocket reconnects often: only a line that stays away is worth a word. */
const PATIENCE_MS = 2_500;
/** As in `phone.py`. */
const SOON_S = 300;
const HERE_BEFORE_S = 120;
const NEAR = 2;

const { body } = document;
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Only what changed is written: a screen reader speaks what is written. @param {string} id @param {string} text */
function say(id, text) {
  if (part(id).textContent !== text) part(id).textContent = text;
}

/** @typedef {import("/assets/js/protocol.js").TicketLevel} TicketLevel */

const newest = signal(/** @type {TicketLevel | null} */ (null));

/** @param {TicketLevel} level */
function show(level) {
  body.dataset.state = level.state;
  const called = level.state === "called" || level.state === "serving";
  const state = t(`phone-state-${stateName(level)}`);
  say("state", state);
  say("service", serviceName(level));
  say("lane", level.slot_at ? t("phone-slot", { time: clock(level.slot_at) }) : level.lane === "ordinary" ? "" : t(`common-lane-${level.lane}`));
  say("came", level.state === "waiting" ? cameText(level) : "");
  say("counter", called ? t("phone-counter", { counter: level.counter ?? 0 }) : "");
  const waiting = level.state === "waiting";
  const over = waiting && standing(level.hours, now.value) === "over";
  say("advice", over ? "" : t(`phone-advice-${isNear(level) ? "near" : isSoon(level) ? "stay" : level.state}`, { counter: level.counter ?? 0 }));
  say("ahead", waiting && !over ? t("phone-ahead", { count: level.ahead ?? 0 }) : "");
  say("wait", waiting ? likelyWait(level) : "");
  say("kept", waiting ? keptText(level) : "");
  say("last", waiting && level.last_called && level.last_called !== level.label ? t("phone-last", { label: level.last_called }) : "");
  document.title = called ? `${t("phone-counter", { counter: level.counter ?? 0 })} – ${level.label}` : `${level.label} – ${state}`;
}

/** @param {TicketLevel} level */
function stateName({ state, calls, is_given_back: isGivenBack }) {
  if (state === "called" && calls > 1) return "called-again";
  return isGivenBack ? "given-back" : state;
}

/** The turn may come before whoever is outside is back; nobody knows while no counter works. @param {TicketLevel} level */
function isSoon({ state, ahead, wait, hours }) {
  if (state !== "waiting" || !wait || ahead === null || standing(hours, now.value) !== "open") return false;
  return ahead <= NEAR || wait.p10 < SOON_S;
}

/** Whoever is outside should be on the way back. @param {TicketLevel} level */
const isNear = (level) => isSoon(level) && (level.ahead ?? 0) <= NEAR;

/** The hall's services in the page's language, which need not be the ticket's. @type {Record<string, string>} */
const services = JSON.parse(body.dataset.services ?? "{}");
const serviceName = (/** @type {TicketLevel} */ level) => services[level.service] ?? level.service_name;

/** Why whoever was called before waits again, and for which counter; as in `phone.py`. @param {TicketLevel} level */
function cameText(level) {
  const { came, reserved_counter: counter } = level;
  const why = came && !(came === "transferred" && counter) && t(`phone-came-${came.replace("_", "-")}`, { service: serviceName(level) });
  return [why, counter && t("phone-came-to-counter", { counter })].filter(Boolean).join(" ");
}

/** @param {TicketLevel} level */
function likelyWait(level) {
  const is = standing(level.hours, now.value);
  if (is !== "open") return t(`phone-wait-${is}`, { when: is === "over" ? "" : clock(level.hours.reopens_at ?? "") });
  if (!level.wait) return t("phone-wait-unknown");
  const wait = waitText(level.wait).replaceAll("–", "–\u2060");
  if (isSoon(level)) return t("phone-wait-soon", { wait });
  return t("phone-wait", { wait, by: clock(Date.parse(level.at) + ((minutesRange(level.wait)?.from ?? 0) * 60 - HERE_BEFORE_S) * 1000) });
}

/** How far the range can be trusted, by what the hall's own estimates came to. @param {TicketLevel} level */
function keptText({ kept_of_ten: kept, wait, hours }) {
  return kept === null || !wait || standing(hours, now.value) !== "open" ? "" : t("phone-kept", { kept });
}

/** What the server wrote into the page, until the first level comes. */
let heard = { called_at: body.dataset.calledAt || null, calls: Number(body.dataset.calls) };

/** Rings for each call once, and for one that was made while the line was down, too: the level says it, not the moment. A move that was taken back calls nobody. @param {TicketLevel} level */
function isNewCall({ state, called_at, calls }) {
  const isNew = state === "called" && (heard.called_at !== called_at || calls > heard.calls);
  heard = { called_at, calls };
  return isNew;
}

/** What its holder can do, under the card. */
function Moves() {
  const level = newest.value;
  if (!level) return null;
  const props = { level, token: body.dataset.token, onLevel: (/** @type {TicketLevel} */ said) => { if (said.seq >= level.seq) newest.value = said; } };
  return html`<${PhoneMoves} ...${props}><${Bell} state=${level.state} /><//>`;
}

await loadTexts(document.documentElement.lang, ["phone"]);
const { status } = connectHall({
  auth: { token: body.dataset.token }, followHead: false, pace: PHONES,
  levels: {
    ticket: (level) => {
      if (isNewCall(level)) ring();
      else if (newest.value?.state === "waiting" && !isNear(newest.value) && isNear(level)) nudge();
      newest.value = level;
    },
  },
});

render(html`<${Moves} />`, part("moves"));

// Not only when a level comes: the hall's lunch begins without one.
effect(() => { if (newest.value) show(newest.value); });
effect(() => { if (newest.value) askHow(newest.value); });

let isLost = false;
effect(() => {
  const { connected, since, heardAt, refused, isStale } = status.value;
  // A server that stands still is told when its ping is late, and stays told when the line is given up.
  isLost = isStale || (!connected && (isLost || refused !== null || now.value - since > PATIENCE_MS));
  part("offline").hidden = !isLost;
  body.classList.toggle("is-lost", isLost);
  if (isLost) say("offline", heardAt ? t("phone-offline-since", { age: ageText(heardAt) }) : t("phone-offline"));
  if (connected || isLost) say("live", isLost ? "" : t("phone-live"));
});
