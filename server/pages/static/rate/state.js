/** What the tablet knows: whether somebody was served just now, what they have touched, and what it has asked already. */

import { computed, effect, signal } from "/assets/vendor/ui.js";
import { hallNow, now } from "/assets/js/age.js";
import { keep } from "./sending.js";

/** @typedef {{seq: number, at: string}} Finish */
/** @typedef {{seq: number, at: string, hall: {name: string}, counters: {number: number, name: string, finished: Finish | null}[]}} Finishes */

/** How long it asks by itself after a finish, or after a touch woke it. */
const ASKS_MS = 45_000;
/** Whoever touched a face and walked away has rated: what it was about stays open. */
const WALKED_AWAY_MS = 15_000;
const THANKS_MS = 4_000;
/** The last finish that was rated here: a tablet that starts anew asks nobody twice, whatever the server has heard. */
const PLACE = "moiso-rated-seq";

export const counter = Number(document.body.dataset.number);

export const level = signal(/** @type {Finishes | null} */ (null));
const rated = signal(Number(localStorage.getItem(PLACE) ?? 0));
/** Until when it asks, because somebody touched it. */
const awakeUntil = signal(0);
/** @type {{value: {finish: number, score: number, at: number} | null}} a face was touched */
export const touched = signal(null);
export const thanksUntil = signal(0);

export const mine = computed(() => level.value?.counters.find(({ number }) => number === counter));

/** The finish that may be rated now. */
const open = computed(() => {
  const finish = mine.value?.finished;
  return finish && finish.seq !== rated.value ? finish : null;
});

/** @type {{value: "thanks" | "about" | "how" | "invite" | "rest"}} */
export const stage = computed(() => {
  const at = now.value;
  if (at < thanksUntil.value) return "thanks";
  if (touched.value) return "about";
  if (!open.value) return "rest";
  return at - Date.parse(open.value.at) < ASKS_MS || at < awakeUntil.value ? "how" : "invite";
});

export function wake() {
  awakeUntil.value = hallNow() + ASKS_MS;
}

/** @param {number} score */
export function touch(score) {
  if (open.value) touched.value = { finish: open.value.seq, score, at: hallNow() };
}

/** The wrong face was touched: the first question again. */
export function touchAgain() {
  touched.value = null;
  wake();
}

/** @param {string} [about] */
export function rate(about) {
  if (!touched.value) return;
  const { finish, score } = touched.value;
  rated.value = finish;
  localStorage.setItem(PLACE, String(finish));
  keep(`/api/v1/counters/${counter}/rating`, { finish, score, aspects: about ? [about] : [] });
  touched.value = null;
  awakeUntil.value = 0;
  thanksUntil.value = hallNow() + THANKS_MS;
}

effect(() => { if (touched.value && now.value - touched.value.at > WALKED_AWAY_MS) rate(); });
