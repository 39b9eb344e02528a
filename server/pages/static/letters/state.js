/** What the page knows: the letters, which of them is read, and what is being written to its sender. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";

/**
 * @typedef {{id: number, kind: "complaint" | "praise", text: string, label: string | null, counter: number | null, service: string | null, language: string, state: "received" | "taken_up" | "answered", answer: string | null, is_trial: boolean, received_at: string, answered_at: string | null, by: string | null, is_overdue: boolean}} Letter
 */

/** @type {{value: Letter[] | null}} open ones first, the oldest on top; null before they are known */
export const letters = signal(null);
export const kind = signal("");
/** @type {{value: number | null}} */
export const chosen = signal(null);
/** @type {{value: Record<number, string>}} answers not sent yet, by letter: another letter may be read in between */
export const drafts = signal({});
export const refused = signal("");

export const shown = computed(() => letters.value?.filter((one) => !kind.value || one.kind === kind.value) ?? []);
export const reading = computed(() => letters.value?.find(({ id }) => id === chosen.value));

/** Only the complaints office writes; a supervisor reads. */
export const mayAnswer = document.body.dataset.role === "complaints";

export async function readAgain() {
  try {
    letters.value = (await get("/api/v1/letters")).letters;
    refused.value = "";
  } catch (/** @type {any} */ error) {
    refused.value = error.message;
  }
}

/** @param {Letter} letter @param {"take-up" | "answer"} how @param {object} [said] */
async function settle(letter, how, said = {}) {
  refused.value = "";
  try {
    await post(`/api/v1/letters/${letter.id}/${how}`, said);
    await readAgain();
    return true;
  } catch (/** @type {any} */ error) {
    await readAgain();
    refused.value = error.message;
    return false;
  }
}

/** @param {Letter} letter */
export const takeUp = (letter) => settle(letter, "take-up");

/** @param {Letter} letter @param {string} answer */
export async function answerTo(letter, answer) {
  if (await settle(letter, "answer", { answer })) drafts.value = { ...drafts.value, [letter.id]: "" };
}
