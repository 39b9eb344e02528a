/** What the page knows: the hall's counters, what is to be tried (it stands in the address, too), and what would come of it. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";

/**
 * @typedef {{people: number, median_s: number | null, p90_s: number | null, within_target: number | null}} Outlook
 * @typedef {{service: string, name: string, without: Outlook, changed: Outlook}} ServiceOutlook
 * @typedef {{at: string, target_s: number, weeks: number, is_sure: boolean, without: Outlook, changed: Outlook, services: ServiceOutlook[], resting: boolean, reopens_at: string | null}} Answer
 * @typedef {{counter: number, do: string, service: string, break_at: string, break_to: string}} Asked
 */

/** @type {{value: import("/assets/js/protocol.js").Lines | null}} null before they are known */
export const lines = signal(null);
/** @type {{value: {counter: number, start: string, end: string}[]}} */
const breaks = signal([]);
/** @type {{value: Answer | null}} null before it is known */
export const answer = signal(null);
/** Why there is no answer: the server's sentence, and its code. */
export const refused = signal({ message: "", code: "" });
/** Why nobody knows the planned breaks. */
export const breaksRefused = signal("");

const address = new URLSearchParams(location.search);
/** @type {{value: Asked}} */
export const asked = signal({
  counter: Number(address.get("counter") ?? 0), do: address.get("do") ?? "", service: address.get("service") ?? "",
  break_at: address.get("break_at") ?? "", break_to: address.get("break_to") ?? "",
});

export const counters = computed(() => lines.value?.counters ?? []);
const chosen = computed(() => counters.value.find(({ number }) => number === asked.value.counter));
/** The breaks that are planned for the chosen counter. */
export const breaksHere = computed(() => breaks.value.filter(({ counter }) => counter === asked.value.counter));
/** The services that it does not do yet. */
export const others = computed(() => (lines.value?.lines ?? []).filter((line) => !line.counters.includes(asked.value.counter)));

/** What can be changed at the chosen counter as it stands. */
export const changes = computed(() => {
  if (!chosen.value) return [];
  const found = chosen.value.state === "closed" ? ["open"] : chosen.value.state === "paused" ? ["open", "close"] : ["close"];
  if (chosen.value.state !== "closed" && others.value.length) found.push("add");
  if (breaksHere.value.length) found.push("break");
  return found;
});

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What the API is asked for; empty while the question is not whole. */
export const query = computed(() => {
  const { counter, do: change, service, break_at: at, break_to: to } = asked.value;
  if (!counter || !change || (change === "add" && !service)) return "";
  if (change === "break" && !(CLOCK.test(at) && CLOCK.test(to) && at !== to)) return "";
  const whole = new URLSearchParams({ counter: String(counter), do: change });
  if (change === "add") whole.set("service", service);
  if (change === "break") { whole.set("break_at", at); whole.set("break_to", to); }
  return whole.toString();
});

/** Another question, made whole as far as the hall leaves no choice. @param {Partial<Asked>} change */
export function ask(change) {
  asked.value = { ...asked.value, ...change };
  const { do: wanted, service, break_at: at } = asked.value;
  if (!changes.value.includes(wanted)) asked.value = { ...asked.value, do: changes.value[0] ?? "" };
  if (!others.value.some((line) => line.service === service)) asked.value = { ...asked.value, service: others.value[0]?.service ?? "" };
  if (!breaksHere.value.some(({ start }) => start === at)) asked.value = { ...asked.value, break_at: breaksHere.value[0]?.start ?? "" };
  history.replaceState(null, "", query.value ? `?${query.value}` : location.pathname);
  readAgain();
}

/** The first level asks the first question: the address's own, whatever has become of it since, else what one more counter
 * would be worth. @param {import("/assets/js/protocol.js").Lines} level */
export function takeLines(level) {
  const isFirst = lines.value === null;
  lines.value = level;
  if (breaksRefused.value) readBreaks();
  if (!isFirst) return;
  if (query.value) readAgain();
  else ask(asked.value.counter ? {} : { counter: (counters.value.find(({ state }) => state === "closed") ?? counters.value[0])?.number ?? 0 });
}

export async function readBreaks() {
  try {
    breaks.value = (await get("/api/v1/regulations")).regulations.breaks;
    breaksRefused.value = "";
  } catch (/** @type {any} */ error) {
    breaksRefused.value = error.message;
  }
}

async function readAgain() {
  const wanted = query.value;
  answer.value = null;
  refused.value = { message: "", code: "" };
  if (!wanted) return;
  try {
    const read = await get(`/api/v1/what-if?${wanted}`);
    if (wanted === query.value) answer.value = read; // else something else was asked for meanwhile
  } catch (/** @type {any} */ error) {
    if (wanted === query.value) refused.value = { message: error.message, code: error.code };
  }
}

/** What the answer comes to: the words that say it, and whether they say better or worse. */
export const verdict = computed(() => {
  if (!answer.value) return null;
  const { without: { p90_s: before }, changed: { p90_s: after }, is_sure: isSure, services } = answer.value;
  const said = { without: minutes(before ?? 0), changed: minutes(after ?? 0) };
  const freed = services.filter(({ without, changed }) => without.p90_s === null && changed.p90_s !== null).map(({ name }) => name);
  if (before === null && after === null) return freed.length ? { words: "whatif-frees", tone: "is-better", said, freed } : { words: "whatif-stranded", tone: "", said, freed };
  if ((before === null || after === null) && !isSure) return { words: "whatif-unsure", tone: "", said, freed };
  if (before === null) return { words: "whatif-rescues", tone: "is-better", said, freed };
  if (after === null) return { words: "whatif-strands", tone: "is-worse", said, freed };
  if (!isSure || said.without === said.changed) return { words: "whatif-same", tone: "", said, freed };
  return { words: "whatif-differs", tone: after < before ? "is-better" : "is-worse", said, freed };
});

/** Whole minutes, rounded up as a promise is. @param {number} seconds */
export const minutes = (seconds) => Math.ceil(seconds / 60);
