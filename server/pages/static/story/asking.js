/** What of the story is asked for; it stands in the page's address, so that a number's life can be linked. */

import { signal } from "/assets/vendor/ui.js";
import { isDay } from "../dateField.js";

/** @typedef {{label: string, counter: string, kind: string, by: string, since: string, since_clock: string, until: string, until_clock: string, reasoned: string}} Asked */

const NAMES = /** @type {(keyof Asked)[]} */ (["label", "counter", "kind", "by", "since", "since_clock", "until", "until_clock", "reasoned"]);
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

const said = new URLSearchParams(location.search);

/** @type {{value: Asked}} */
export const asked = signal(/** @type {Asked} */ (Object.fromEntries(NAMES.map((name) => [name, said.get(name) ?? ""]))));

/** @param {Partial<Asked>} part */
export function ask(part) {
  asked.value = { ...asked.value, ...part };
  const search = new URLSearchParams(Object.entries(asked.value).filter(([, value]) => value)).toString();
  history.replaceState(null, "", search ? `?${search}` : location.pathname);
}

export const askForAll = () => ask(Object.fromEntries(NAMES.map((name) => [name, ""])));

/** Whether anything is asked for. @param {Asked} wanted */
export const isNarrow = (wanted) => NAMES.some((name) => wanted[name]);

/** A day, and a minute of it where one is given; half of either asks for nothing yet. @param {string} day @param {string} clock */
const instant = (day, clock) => (!isDay(day) ? "" : CLOCK.test(clock) ? `${day}T${clock}` : day);

/** As the server is asked. @param {Asked} wanted */
export function query({ since, since_clock: sinceClock, until, until_clock: untilClock, ...others }) {
  const whole = { ...others, label: others.label.trim(), since: instant(since, sinceClock), until: instant(until, untilClock) };
  return Object.entries(whole).filter(([, value]) => value);
}
