/** Reads one page of the story at a time, newest first; the newest page follows the hall. */

import { computed, effect, signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { asked, query } from "./asking.js";

export const PAGE = 100;
/** Somebody types: what is asked for is not read at every letter. */
const PAUSE_MS = 250;

/** @typedef {{rows: Record<string, any>[], isNewest: boolean, hasOlder: boolean, head: {seq: number, hash: string}}} Page */

/** @type {{value: Page | null}} rows newest first */
export const page = signal(null);
/** @type {{value: {counters: number[], kinds: string[], by: string[]}}} what can be asked for */
export const choices = signal({ counters: [], kinds: [], by: [] });
export const refused = signal("");
export const isReading = signal(false);
export const head = computed(() => page.value?.head ?? null);

/** Only the answer to the newest question is shown. */
let question = 0;
let due = 0;
let again = false;

/** @param {Record<string, number>} [place] `before` or `after` a row; none: the newest page */
async function read(place = {}) {
  const mine = ++question;
  isReading.value = true;
  try {
    const answer = await get(`/api/v1/story?${new URLSearchParams([...query(asked.value), ["limit", `${PAGE}`], ...Object.entries(place).map(([name, seq]) => [name, `${seq}`])])}`);
    if (mine !== question) return;
    show(answer, place);
  } catch (/** @type {any} */ error) {
    if (mine === question) refused.value = error.message;
  } finally {
    if (mine === question) isReading.value = false;
  }
}

/** @param {{story: Record<string, any>[], more: boolean, head: {seq: number, hash: string}}} answer @param {Record<string, number>} place */
function show({ story, more, head: newest }, place) {
  refused.value = "";
  const rows = story.reverse();
  const isForward = "after" in place;
  page.value = { rows, head: newest, isNewest: place.before === NEWEST, hasOlder: isForward || more };
}

/** A row nobody has told yet. */
const NEWEST = Number.MAX_SAFE_INTEGER;

export const readNewest = () => read({ before: NEWEST });

/** The page of the rows before the last one shown. */
export const readOlder = () => read({ before: page.value?.rows.at(-1)?.seq ?? NEWEST });

/** The page of the rows after the first one shown; the newest page when these are all. */
export async function readNewer() {
  const first = page.value?.rows[0]?.seq;
  if (first === undefined) return readNewest();
  await read({ after: first });
  if ((page.value?.rows.length ?? 0) < PAGE) await readNewest();
}

/** The hall moved on: the newest page is read again, an older one stands still. A move meanwhile is remembered. */
export async function follow() {
  if (page.value && !page.value.isNewest) return;
  if (isReading.value) { again = true; return; }
  do {
    again = false;
    await readNewest();
  } while (again && page.value?.isNewest);
}

/** Reads what is asked for, and again whenever that changes. */
export function readAsAsked() {
  let isFirst = true;
  effect(() => {
    void asked.value;
    clearTimeout(due);
    if (isFirst) readNewest();
    else due = setTimeout(readNewest, PAUSE_MS);
    isFirst = false;
  });
  get("/api/v1/story/choices").then((answer) => { choices.value = answer; }, () => {});
}
