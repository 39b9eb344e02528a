/** How this screen is set and what it shows between the calls: the level `screen`; until one comes, as usual. */

import { effect, signal } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { language } from "/assets/js/texts.js";
import { isWithin } from "./within.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */
/** @typedef {import("/assets/js/protocol.js").Screen} Screen */
/** @typedef {import("/assets/js/protocol.js").Said} Said */

/** Dots a TV's picture wanders by, and how long it stands in one place: the same band lit all day would burn in. */
const WANDERS = [[0, 0], [-2, 0], [-2, -2], [0, -2]];
const WANDER_MS = 5 * 60_000;

export const screen = signal(/** @type {Screen} */ ({
  counters: [], volume: 100, quiet: null, dark: null, notices: [], playlist: [], week: null, fields: [],
}));

/** Whether this screen shows and calls to that counter. @param {number} counter */
export const isMine = (counter) => !screen.value.counters.length || screen.value.counters.includes(counter);

/** The hall as this screen shows it: its own counters, the calls to them, and the services they do. @param {Board} board @returns {Board} */
export function mine(board) {
  if (!screen.value.counters.length) return board;
  const counters = board.counters.filter(({ number }) => isMine(number));
  const done = new Set(counters.flatMap(({ services, helps }) => [...services, ...helps]));
  return {
    ...board, counters, calls: board.calls.filter(({ counter }) => isMine(counter)),
    lines: board.lines.filter(({ service }) => done.has(service)),
    appointments: board.appointments.filter(({ service }) => done.has(service)),
  };
}

/** In the language of this screen, else in Vietnamese. @param {Said | null | undefined} said */
export const inWords = (said) => (said ? said[/** @type {"vi" | "en" | "ko"} */ (language.value)] || said.vi : "");

/** Dark in its hours, and never two days the very same dots. */
export function dress() {
  const { documentElement: root } = document;
  const asHung = root.dataset.theme;
  effect(() => { root.dataset.theme = isWithin(screen.value.dark, now.value) ? "dark" : asHung; });
  effect(() => {
    const [x, y] = WANDERS[Math.floor(now.value / WANDER_MS) % WANDERS.length];
    root.style.setProperty("--wander", `${x}px ${y}px`);
  });
}
