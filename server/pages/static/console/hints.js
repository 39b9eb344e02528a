/** What the hall's hours mean for this counter now: who gives out no more numbers, when the hall closes or opens again. */

import { computed, effect, html, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { plannedNow } from "./pauseChoice.js";
import { board, desk, lines } from "./state.js";

/** The end of the session is said so long before it. */
const SOON_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

/** Minutes before the end of a session in which no number is given, by service; "" is for all others. */
const cutOff = signal(/** @type {Record<string, number>} */ ({}));
const closesAt = computed(() => board.value?.hours.closes_at ?? null);

/** The cut-offs stand in the regulations; they are read anew for each session, which is when changed ones begin to matter. */
export function followHours() {
  effect(() => {
    if (closesAt.value === null) return;
    get("/api/v1/regulations").then(({ regulations }) => { cutOff.value = regulations.hours?.cut_off_min ?? {}; }, () => {});
  });
}

export function Hints() {
  const told = hints();
  return told.length > 0 && html`<ul class="my-hints">${told.map((text) => html`<li><span class="icon icon-clock" aria-hidden="true"></span><span>${text}</span></li>`)}</ul>`;
}

/** @returns {string[]} */
function hints() {
  const due = plannedNow().map(({ start, end, reason }) => t("desk-break", { reason, start: clock(start), end: clock(end) }));
  return [...due, ...ofTheHall()];
}

/** @returns {string[]} */
function ofTheHall() {
  const hours = board.value?.hours;
  if (!hours) return [];
  if (!hours.open) return [hours.reopens_at ? t("desk-hall-reopens", { clock: clock(hours.reopens_at) }) : t("desk-hall-closed")];
  const mine = (lines.value?.lines ?? []).filter(({ service }) => desk.value.counter.services.includes(service));
  const stopped = mine.filter(({ closed_because }) => closed_because === "cut_off" || closed_because === "full");
  return [
    ...(hours.closes_at ? closing(Date.parse(hours.closes_at), mine) : []),
    ...stopped.map(({ name, closed_because }) => t(`desk-stopped-${closed_because}`, { service: name })),
  ];
}

/** @param {number} closes @param {import("/assets/js/protocol.js").Line[]} mine */
function closing(closes, mine) {
  const stops = Math.min(...mine.filter(({ open }) => open).map(({ service }) => closes - (cutOff.value[service] ?? cutOff.value[""] ?? 0) * MINUTE_MS));
  return [
    ...(stops > now.value && stops < closes && stops - now.value < SOON_MS ? [t("desk-stops-at", { clock: clock(stops) })] : []),
    ...(closes - now.value < SOON_MS ? [t("desk-hall-closes", { clock: clock(closes) })] : []),
  ];
}
