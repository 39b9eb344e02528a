/** The day of a counter as a line: light while it was open, dark while somebody was served, striped while it rested. */

import { html, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { minutes } from "./state.js";

/** @typedef {{state: "open" | "paused" | "serving", since: string, until: string}} Span */
/** @typedef {{begins_at: string, ends_at: string, counters: {number: number, spans: Span[]}[]}} Timelines */

const ASK_EVERY_MS = 60_000;
const WIDTH = 1000;

const timelines = signal(/** @type {Timelines | null} */ (null));

export function watchTimelines() {
  const ask = async () => {
    try {
      timelines.value = await get("/api/v1/timelines");
    } catch {
      // The band of the lost line says it already; the day until then stays on the page.
    }
    setTimeout(ask, ASK_EVERY_MS);
  };
  ask();
}

/** @param {number} counter */
const spansOf = (counter) => timelines.value?.counters.find(({ number }) => number === counter)?.spans ?? [];

/** @param {{counter: number}} props */
export function Timeline({ counter }) {
  if (!timelines.value) return html`<svg class="timeline" aria-hidden="true"></svg>`;
  const begins = Date.parse(timelines.value.begins_at);
  const x = (/** @type {string} */ at) => ((Date.parse(at) - begins) / (Date.parse(timelines.value?.ends_at ?? "") - begins || 1)) * WIDTH;
  const inOrder = spansOf(counter).toSorted((one, other) => Number(one.state === "serving") - Number(other.state === "serving"));
  return html`
    <svg class="timeline" viewBox="0 0 ${WIDTH} 1" preserveAspectRatio="none" aria-hidden="true">
      ${inOrder.map(({ state, since, until }) => html`<rect class="timeline-${state}" x=${x(since).toFixed(1)} width=${Math.max(x(until) - x(since), 1).toFixed(1)} height="1" />`)}
    </svg>`;
}

/** The same in words: how long it was open, served, and rested. Empty before it opened. @param {number} counter */
export function dayOf(counter) {
  const lasted = (/** @type {Span["state"]} */ of) => minutes(spansOf(counter).reduce((sum, { state, since, until }) => (state === of ? sum + (Date.parse(until) - Date.parse(since)) / 1000 : sum), 0)) ?? 0;
  return spansOf(counter).length ? t("staff-counter-day", { open: lasted("open"), serving: lasted("serving"), paused: lasted("paused") }) : "";
}
