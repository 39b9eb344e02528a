/** Where a key leads: from the words to a need, from the need to a number on paper, or to the list of papers. */

import { freshKey, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { procedureOf, questionOf, serviceOf } from "../named.js";
import { refusalText } from "../refused.js";
import { menu } from "../state.js";
import { at, busy, grounds, need, next, question, remember, rows, said, tongue } from "./state.js";

let key = freshKey();

/** @param {import("./state.js").Row} row */
export function choose(row) {
  said.value = null;
  // A tile is a need, which its question makes a procedure; whoever chose a row has named the procedure itself.
  const asked = row.tile && questionOf(row.question);
  if (asked) { question.value = asked; at.value = 0; return; }
  const procedure = procedureOf(row.code);
  const service = procedure?.service ?? row.service;
  if (!serviceOf(service)) return;
  question.value = null;
  key = freshKey();
  need.value = { service, procedure: procedure?.code ?? null };
}

/** The list in sight: options of a question, or what was found. */
export function choices() {
  return question.value ? question.value.options.map((/** @type {any} */ option) => ({ code: option.code, service: "" })) : rows.value;
}

/** Another ground is another wish, and a wish has a key of its own. @param {string | null} code */
export function claim(code) {
  if (grounds.value !== code) key = freshKey();
  grounds.value = code;
}

/** @param {number} digit */
export function claimByDigit(digit) {
  if (digit <= menu.value.grounds.length) claim(digit === 0 ? null : menu.value.grounds[digit - 1].code);
}

export function turnTongue() {
  const tongues = ["vi", "en", "ko"];
  tongue.value = tongues[(tongues.indexOf(tongue.value) + 1) % tongues.length];
  key = freshKey();
}

/** @param {() => Promise<void>} work */
async function once(work) {
  if (busy.value || !need.value) return;
  busy.value = true;
  said.value = null;
  try {
    await work();
  } catch (/** @type {any} */ refusal) {
    // The server keeps a refusal with its key: the next press is a new question. Silence is no answer.
    if (refusal.status !== 503 && refusal.status !== 0) key = freshKey();
    said.value = { text: refusalText(refusal), wrong: true };
  }
  busy.value = false;
}

export function takeNumber() {
  return once(async () => {
    const { service, procedure } = need.value ?? { service: "", procedure: null };
    const wish = { service, procedure, grounds: grounds.value, lane: grounds.value ? "priority" : "ordinary", language: tongue.value };
    remember(await post("/api/take", wish, { key }));
    next();
  });
}

export function printGuide() {
  return once(async () => {
    const procedure = need.value?.procedure;
    if (!procedure) return;
    const answer = await post("/api/guide", { procedure, language: tongue.value }, { key: freshKey() });
    const done = answer.print === "printed";
    said.value = { text: t(done ? "kiosk-guide-done" : "kiosk-guide-failed"), wrong: !done };
  });
}
