/** What the hall offers of a service just now: numbers, few of them, or none until when; in words. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock, isSameDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { shortDate, whenText } from "/assets/js/when.js";
import { procedureOf, questionOf } from "./named.js";
import { answering, lines, online, reserve } from "./state.js";

/** With more numbers left than this nobody need hurry, and nothing is said. */
const FEW = 30;

/** @typedef {{because: "hall_closed" | "cut_off" | "full" | "not_yet", at: string | null}} Stop */

/** Why no number of this service is given, as far as the kiosk knows; null when one is. @param {string | undefined} service @returns {Stop | null} */
export function stopOf(service) {
  const line = lines.value[service ?? ""];
  // Old news is worse than none: without the server nothing is claimed.
  return online.value && line?.open === false ? { because: line.closed_because, at: line.reopens_at } : null;
}

/** Whether a number of this service can be given: by the server, or out of the kiosk's own reserve. @param {string} service */
export function canGive(service) {
  return online.value || (answering.value && (reserve.value[service] ?? 0) > 0);
}

/** Whether the kiosk goes on without the server, for some services at least. */
export function hasReserve() {
  return answering.value && Object.values(reserve.value).some((left) => left > 0);
}

/** The same, as the server's refusal of a number tells it. @param {any} refusal @returns {Stop | null} */
export function stopTold({ code, details }) {
  if (code === "hall_closed") return { because: "hall_closed", at: details.reopens_at ?? null };
  if (code === "issuing_stopped") return { because: details.because ?? "cut_off", at: details.reopens_at ?? null };
  if (code === "not_yet_offered") return { because: "not_yet", at: details.from ?? null };
  return null;
}

/** Beside a name. @param {Stop} stop */
export function shortStop({ because, at }) {
  if (!at) return t("kiosk-stop");
  return because === "not_yet" ? t("kiosk-stop-from", { day: shortDate(at) }) : t("kiosk-stop-until", { when: whenText(at, now.value) });
}

/** On a tile, where a line is short. @param {Stop} stop */
export function tileStop(stop) {
  if (stop.because === "not_yet" || !stop.at || !isSameDay(stop.at, now.value)) return shortStop({ ...stop, at: stop.because === "not_yet" ? stop.at : null });
  return t("kiosk-stop-today", { clock: clock(stop.at) });
}

/** As a whole sentence. @param {Stop} stop */
export function wholeStop({ because, at }) {
  if (because === "not_yet" && at) return t("kiosk-stopped-not-yet", { day: shortDate(at) });
  return t(`kiosk-stopped-${because === "not_yet" ? "cut_off" : because}`, { when: at ? whenText(at, now.value) : "none" });
}

/** How many numbers are left, once they are few. @param {string | undefined} service */
export function leftText(service) {
  const left = lines.value[service ?? ""]?.left ?? null;
  return left === null || left > FEW ? "" : t("kiosk-left", { n: left });
}

/** The stop of the whole hall: every line rests because the hall does. @returns {Stop | null} */
export function hallStop() {
  const stops = Object.keys(lines.value).map(stopOf);
  const closed = stops.length > 0 && stops.every((stop) => stop?.because === "hall_closed");
  if (!closed) return null;
  const opens = stops.flatMap((stop) => stop?.at ?? []).sort();
  return { because: "hall_closed", at: opens[0] ?? null };
}

/** Which service a tile leads to, through whatever stands between. @param {any} tile @returns {string | undefined} */
export function serviceOfTile(tile) {
  const procedure = tile.procedure ?? questionOf(tile.question)?.options[0]?.code;
  return procedureOf(procedure)?.service ?? tile.service;
}

/** @param {{stop: Stop, papers?: boolean}} props `papers`: there is a checklist to take home instead */
export function StopNotice({ stop, papers = false }) {
  return html`<div class="notice stop" role="status"><span class="icon icon-circle-pause" aria-hidden="true"></span>
    <p><strong>${wholeStop(stop)}</strong>${papers && html` ${t("kiosk-stopped-papers")}`}</p></div>`;
}
