/** The proof of the story: begun by one press, followed row by row, stopped when its reader wants. */

import { signal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @typedef {{kind: string, details: Record<string, string | number>}} Fault */
/** @typedef {{rows: number, head: {seq: number, hash: string}, faults: Fault[], found: number}} Proof */

/** @type {{value: {read: number, rows: number} | null}} how far the proof that runs is */
export const progress = signal(null);
/** @type {{value: Proof | null}} */
export const proof = signal(null);
export const failed = signal("");
/** A head that somebody kept, as typed. */
export const kept = signal("");

let running = new AbortController();

export async function prove() {
  running = new AbortController();
  progress.value = { read: 0, rows: 0 };
  proof.value = null;
  failed.value = "";
  try {
    await listen(await fetch(`/story/proof?${new URLSearchParams({ head: kept.value.trim() })}`, { headers: { Accept: "application/json" }, cache: "no-store", signal: running.signal }));
  } catch {
    // The line broke, or its reader stopped it; either way nothing is proved.
  }
  if (!proof.value && !failed.value && !running.signal.aborted) failed.value = t("story-proof-failed");
  progress.value = null;
}

export const stop = () => running.abort();

/** @param {Response} answer */
async function listen(answer) {
  if (answer.status === 422) failed.value = t("story-proof-kept-wrong");
  if (!answer.ok || !answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    lines.map((line) => JSON.parse(line)).forEach(hear);
  }
}

/** @param {{read: number, rows: number, proofs?: Record<string, Proof>}} said */
function hear(said) {
  [proof.value] = Object.values(said.proofs ?? {});
  progress.value = said.proofs ? null : said;
}
