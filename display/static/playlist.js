/** Which item of the playlist stands now: each for its time, and none that cannot be shown. */

import { effect, signal } from "/assets/vendor/ui.js";
import { screen } from "./screen.js";

/** @typedef {import("/assets/js/protocol.js").PlaylistItem} Item */

/** The hall's own sentence (sit down, or when it opens) comes first in each round. */
const SENTENCE = /** @type {Item} */ ({ kind: "sentence", seconds: 12, title: null, text: null, file: "" });
/** A file that is gone or broken is tried again so much later: somebody may have mended it. */
const AGAIN_MS = 10 * 60_000;
const FILES = { picture: true, video: true };

/** The place in the list, its first being the sentence; and how often the list has been gone through. */
const at = signal(0);
/** Turns so far: each gives the next item its time, also when that is the same one again. */
const turns = signal(0);
export const round = signal(0);
/** When each file failed. @type {import("/assets/vendor/ui.js").Signal<Record<string, number>>} */
const failed = signal({});
/** In the administration's preview: the item somebody is at work on. */
export const pinned = signal(/** @type {number | null} */ (null));

const all = () => [SENTENCE, ...screen.value.playlist];
/** By this machine's running time: a clock that is set meanwhile changes nothing. */
const hasFailed = (/** @type {string} */ file) => failed.value[file] > performance.now() - AGAIN_MS;

/** @param {Item} item */
function canShow({ kind, file }) {
  if (kind === "hours") return screen.value.week !== null;
  if (kind === "procedures") return screen.value.fields.length > 0;
  return kind in FILES ? file !== "" && !hasFailed(file) : true;
}

export function item() {
  const shown = pinned.value === null ? all()[at.value] : screen.value.playlist[pinned.value];
  return shown && canShow(shown) ? shown : SENTENCE;
}

export function next() {
  const items = all();
  let to = at.value;
  do {
    to = (to + 1) % items.length;
    if (to === 0) round.value += 1;
  } while (!canShow(items[to]));
  at.value = to;
  turns.value += 1;
}

/** This file cannot be shown: the list goes on without it, and staff read of it. @param {string} file */
export function fail(file) {
  failed.value = { ...failed.value, [file]: performance.now() };
  next();
}

/** How many files could not be shown of late. */
export const failures = () => screen.value.playlist.filter(({ kind, file }) => kind in FILES && hasFailed(file)).length;

effect(() => {
  void turns.value;
  const timer = setTimeout(next, item().seconds * 1000);
  return () => clearTimeout(timer);
});
