/** What is asked and what was answered; the question stands in the page's address, so that an answer can be linked. */

import { signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { isDay } from "../dateField.js";
import { dayText } from "./words.js";

/** @typedef {{id: string, params: Record<string, any>}} Said */
/** @typedef {{seq: number, at: string, kind: string, counter: number | null, by: string, why: string | null, undone: boolean, details: Record<string, any>}} Step */
/** @typedef {{label: string, steps: Step[]}} Life */
/** @typedef {{day: string, mine: Life, other: Life, call: number | null, answer: Said, facts: Said[], names: Record<string, Record<string, Record<string, string | null>>>}} Found */

const asked = new URLSearchParams(location.search);

export const question = signal({
  mine: asked.get("mine") ?? "",
  other: asked.get("other") ?? "",
  day: asked.get("day") || hallDay(Date.now()),
});
/** @type {{value: Found | null}} */
export const found = signal(null);
export const refused = signal("");
export const isAsking = signal(false);

/** Reads the answer to the question as it stands. */
export async function ask() {
  const { mine, other, day } = question.value;
  if (!mine.trim() || !other.trim() || !isDay(day)) return;
  isAsking.value = true;
  try {
    const answer = await get(`/api/v1/why?${new URLSearchParams({ day, mine, other })}`);
    found.value = answer;
    refused.value = "";
    question.value = { day, mine: answer.mine.label, other: answer.other.label };
    history.replaceState(null, "", `?${new URLSearchParams(question.value)}`);
  } catch (error) {
    found.value = null;
    refused.value = reason(error);
  } finally {
    isAsking.value = false;
  }
}

/** @param {any} error */
function reason(error) {
  if (error.code === "unknown_ticket") return t("why-refused-unknown-ticket", { label: error.details.label, day: dayText(error.details.day) });
  return error.details?.field === "other" ? t("why-refused-same") : error.message;
}
