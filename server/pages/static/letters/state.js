/** What the page knows: a page of the letters asked for, which of them is read, and what is being written to its sender. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";

/**
 * @typedef {{id: number, kind: "complaint" | "praise", text: string, label: string | null, counter: number | null, service: string | null, language: string, state: "received" | "taken_up" | "answered", answer: string | null, is_trial: boolean, received_at: string, due_at: string | null, taken_up_at: string | null, taken_up_by: string | null, answered_at: string | null, by: string | null, is_overdue: boolean}} Letter
 * @typedef {{found: number, open: number, overdue: number, all: number}} Counts
 */

export const PAGE = 50;

/** @type {{value: Letter[] | null}} open ones first, what is due soonest on top; null before they are known */
export const letters = signal(null);
/** @type {{value: Counts}} */
export const counts = signal({ found: 0, open: 0, overdue: 0, all: 0 });
export const asked = signal({ kind: "", state: "", overdue: "", offset: 0 });
/** @type {{value: Letter | undefined}} the letter that is read, also when what is asked for leaves it out by now */
const opened = signal(undefined);
/** @type {{value: Record<number, string>}} answers not sent yet, by letter: another letter may be read in between */
export const drafts = signal({});
/** Why the last press was refused: it stands until the next one, whatever is read meanwhile. */
export const refused = signal("");
/** Why the letters could not be read. */
export const unread = signal("");

export const reading = computed(() => letters.value?.find(({ id }) => id === opened.value?.id) ?? opened.value);

/** Only the complaints office writes; a supervisor reads. */
export const mayAnswer = document.body.dataset.role === "complaints";

/** Only the answer to the newest question is shown. */
let question = 0;

export async function readAgain() {
  const mine = ++question;
  const { offset, ...others } = asked.value;
  const query = new URLSearchParams({ ...others, offset: `${offset}`, limit: `${PAGE}` });
  try {
    const answer = await get(`/api/v1/letters?${query}`);
    if (mine !== question) return;
    letters.value = answer.letters;
    counts.value = answer.counts;
    unread.value = "";
  } catch (/** @type {any} */ error) {
    if (mine === question) unread.value = error.message;
  }
}

/** @param {Partial<{kind: string, state: string, overdue: string, offset: number}>} part what is asked for anew begins on its first page */
export function ask(part) {
  asked.value = { ...asked.value, offset: 0, ...part };
  return readAgain();
}

/** @param {Letter} letter */
export function open(letter) {
  opened.value = letter;
  refused.value = "";
}

/** @param {any} error the other one who was faster is named */
const reason = ({ code, message, details }) => (code === "letter_answered" || code === "letter_taken" ? t(`letter-refused-${code}`, { by: details?.by ?? "" }) : message);

/** @param {Letter} letter @param {"take-up" | "answer"} how @param {object} [said] */
async function settle(letter, how, said = {}) {
  refused.value = "";
  try {
    opened.value = (await post(`/api/v1/letters/${letter.id}/${how}`, said)).letter;
    await readAgain();
    return true;
  } catch (/** @type {any} */ error) {
    await readAgain();
    refused.value = reason(error);
    return false;
  }
}

/** @param {Letter} letter */
export const takeUp = (letter) => settle(letter, "take-up");

/** @param {Letter} letter @param {string} answer */
export async function answerTo(letter, answer) {
  if (await settle(letter, "answer", { answer })) drafts.value = { ...drafts.value, [letter.id]: "" };
}
