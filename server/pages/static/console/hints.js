/** What the hall's hours mean for this counter now: who gives out no more numbers, when the hall closes or opens again. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { board, desk, lines } from "./state.js";

/** The end of the session is said so long before it. */
const SOON_MS = 60 * 60_000;

export function Hints() {
  const told = hints();
  return told.length > 0 && html`<ul class="my-hints">${told.map((text) => html`<li><span class="icon icon-clock" aria-hidden="true"></span>${text}</li>`)}</ul>`;
}

/** @returns {string[]} */
function hints() {
  const hours = board.value?.hours;
  if (!hours) return [];
  if (!hours.open) return [hours.reopens_at ? t("desk-hall-reopens", { clock: clock(hours.reopens_at) }) : t("desk-hall-closed")];
  const closes = hours.closes_at && Date.parse(hours.closes_at) - now.value < SOON_MS ? [t("desk-hall-closes", { clock: clock(hours.closes_at) })] : [];
  const mine = (lines.value?.lines ?? []).filter(({ service }) => desk.value.counter.services.includes(service));
  const stopped = mine.filter(({ closed_because }) => closed_because === "cut_off" || closed_because === "full");
  return [...closes, ...stopped.map(({ name, closed_because }) => t(`desk-stopped-${closed_because}`, { service: name }))];
}
