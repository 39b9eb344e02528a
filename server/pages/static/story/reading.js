/** Reads the story from the server in pages and keeps the newest rows first. */

import { signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";

const PAGE = 500;
/** Rows kept on the page: some days of a busy hall; older ones are in the export. */
const KEEP = 5_000;

/** @type {{value: Record<string, any>[]}} newest first */
export const rows = signal([]);
/** @type {{value: {seq: number, hash: string} | null}} */
export const head = signal(null);

let last = 0;
let reading = false;
let again = false;

/** Reads what is new; a call meanwhile is remembered, so that the last row is never missed. */
export async function readOn() {
  if (reading) { again = true; return; }
  reading = true;
  try {
    do {
      again = false;
      await readToTheEnd();
    } while (again);
  } finally {
    reading = false;
  }
}

async function readToTheEnd() {
  if (!last) last = await beginning();
  for (;;) {
    const { story, head: newest } = await get(`/api/v1/story?after=${last}&limit=${PAGE}`);
    if (story.length) {
      last = story[story.length - 1].seq;
      rows.value = [...story.reverse(), ...rows.value].slice(0, KEEP);
    }
    head.value = newest;
    if (story.length < PAGE) return;
  }
}

/** A hall of years has a long story: the page begins where the rows it keeps begin. */
async function beginning() {
  const { head: newest } = await get("/api/v1/story?after=0&limit=1");
  return Math.max(0, newest.seq - KEEP);
}
