/** The next two hours of a service as a small band: of ten who come eight wait between its edges, five no longer than its line. */

import { computed, effect, html, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { alerts, likely, lines, minutes, tone } from "./state.js";

/** @typedef {import("/assets/js/protocol.js").Wait} Wait */
/** @typedef {{people: number, wait: Wait | null}} Spell */
/** @typedef {{begins: string[], services: {service: string, spells: Spell[]}[]}} NextHours */

const ASK_EVERY_MS = 60_000;
const WIDTH = 72;
const HEIGHT = 18;
/** One scale for all services, so that they compare: twice the red target at least, and what is beyond six times is beyond. */
const LEAST = 2;
const MOST = 6;

export const nextHours = signal(/** @type {NextHours | null} */ (null));

const top = computed(() => {
  const { red_s: red } = alerts.value.targets;
  const highest = Math.max(0, ...(nextHours.value?.services ?? []).flatMap(({ spells }) => spells.map(({ wait }) => wait?.p90 ?? 0)));
  return Math.min(Math.max(highest, LEAST * red), MOST * red);
});

export function watchNextHours() {
  let timer = 0;
  const ask = async () => {
    clearTimeout(timer);
    try {
      nextHours.value = await get("/api/v1/next-hours");
    } catch {
      // The band of the lost line says it already; what was expected stays on the page.
    }
    timer = setTimeout(ask, ASK_EVERY_MS);
  };
  const atWork = computed(() => lines.value?.counters.map(({ state, taken_on: also }) => state + also.length).join(" "));
  effect(() => { if (atWork.value !== undefined) ask(); }); // a counter that opens is worth a new look
}

/** @param {string} service */
export const spellsOf = (service) => nextHours.value?.services.find((one) => one.service === service)?.spells ?? [];

/** @param {{line: import("./state.js").Line}} props */
export function Band({ line }) {
  const spells = spellsOf(line.service);
  const known = spells.flatMap(({ wait }, step) => (wait ? [{ step, wait }] : []));
  const last = known.at(-1);
  if (!last) return html`<span>–</span>`;
  const worst = known.reduce((one, other) => (other.wait.p50 > one.wait.p50 ? other : one));
  const middles = known.map(({ step, wait }) => ({ x: ((step + 0.5) * WIDTH) / spells.length, wait }));
  const points = [{ x: 0, wait: line.wait ?? known[0].wait }, ...middles, { x: ((last.step + 1) * WIDTH) / spells.length, wait: last.wait }];
  return html`
    <span class="band ${tone(worst.wait.p50)}" role="img" aria-label=${told(spells)} title=${t("staff-next-hours-worst", { minutes: minutes(worst.wait.p50) ?? 0, at: clock(nextHours.value?.begins[worst.step] ?? "") })}>
      <${Picture} points=${points} /><span class="band-worst number" aria-hidden="true">${minutes(worst.wait.p50)}</span>
    </span>`;
}

/** @param {{points: {x: number, wait: Wait}[]}} props */
function Picture({ points }) {
  const y = (/** @type {number} */ seconds) => (HEIGHT - 1 - (Math.min(seconds, top.value) / top.value) * (HEIGHT - 2)).toFixed(1);
  const along = (/** @type {keyof Wait} */ of) => points.map(({ x, wait }) => `${x.toFixed(1)},${y(wait[of])}`);
  const limit = y(alerts.value.targets.red_s);
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      <polygon class="band-range" points=${[...along("p90"), ...along("p10").reverse()].join(" ")} />
      <line class="band-limit" x1="0" x2=${WIDTH} y1=${limit} y2=${limit} />
      <polyline class="band-middle" points=${along("p50").join(" ")} />
    </svg>`;
}

/** Each half hour and its wait, in words. @param {Spell[]} spells */
const told = (spells) => spells.map((spell, at) => `${spellClock(at)}: ${likely(spell.wait) || "–"}`).join("; ");

/** "9:00–9:30". @param {number} at which half hour */
export function spellClock(at) {
  const begins = Date.parse(nextHours.value?.begins[at] ?? "");
  return begins ? `${clock(begins)}–${clock(begins + 30 * 60_000)}` : "";
}
