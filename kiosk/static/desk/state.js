/** What the guidance desk's page knows: the words typed, what they find, what was chosen, and the numbers given last. */

import { get } from "/assets/js/api.js";
import { effect, signal } from "/assets/vendor/ui.js";
import { menu } from "../state.js";

const PAUSE_MS = 80;
const KEPT = 6;

/** @typedef {{service: string, procedure: string | null}} Need */
/** @typedef {{code: string, service: string, question?: string, tile?: any}} Row */

export const words = signal("");
export const rows = signal(/** @type {Row[]} */ ([]));
/** The words that these rows answer. */
const foundFor = signal("");
/** Enter came before the rows: their first one is meant, as soon as they are there. */
export const hasty = signal(false);
export const elsewhere = signal(/** @type {any} */ (null));
/** The row the arrows stand on. */
export const at = signal(0);
/** The question of a family, until it is answered. */
export const question = signal(/** @type {any} */ (null));
export const need = signal(/** @type {Need | null} */ (null));
export const grounds = signal(/** @type {string | null} */ (null));
export const tongue = signal("vi");
export const busy = signal(false);
/** What went wrong, or what was done, in words. */
export const said = signal(/** @type {{text: string, wrong: boolean} | null} */ (null));
export const given = signal(/** @type {any[]} */ ([]));

/** Everyday needs stand there before anything is typed. */
function everyday() {
  return (menu.value?.tiles ?? []).flatMap((/** @type {any} */ tile) => tile.question
    ? [{ code: tile.text, service: tile.service, question: tile.question, tile }]
    : [{ code: tile.procedure ?? tile.service, service: tile.service, tile }]);
}

/** Asks as the words change; an answer to older words is thrown away. */
export function search() {
  let timer = 0;
  effect(() => {
    const asked = words.value.trim();
    clearTimeout(timer);
    at.value = 0;
    hasty.value = false;
    if (!asked) { show(asked, everyday(), null); return; }
    timer = setTimeout(async () => {
      const found = await get(`/api/search?q=${encodeURIComponent(asked)}`).catch(() => null);
      if (!found || words.peek().trim() !== asked) return;
      const services = found.services.map((/** @type {string} */ code) => ({ code, service: code }));
      show(asked, [...services, ...found.procedures].slice(0, 9), found.elsewhere);
    }, PAUSE_MS);
  });
}

/** @param {string} asked @param {Row[]} found @param {any} other */
function show(asked, found, other) {
  rows.value = found;
  elsewhere.value = other;
  foundFor.value = asked;
}

/** Whether the rows in sight answer the words as they stand. */
export const isFound = () => foundFor.value === words.value.trim();

/** One step back, to what was asked before: words and grounds stay, for whoever took the wrong row. */
export function back() {
  if (!need.value && !question.value) { next(); return; }
  if (!need.value) question.value = null;
  need.value = null;
  said.value = null;
}

/** The next person. */
export function next() {
  words.value = "";
  question.value = null;
  need.value = null;
  grounds.value = null;
  tongue.value = "vi";
  said.value = null;
}

/** @param {any} answer */
export function remember(answer) {
  given.value = [answer, ...given.value.filter(({ label }) => label !== answer.label)].slice(0, KEPT);
}
