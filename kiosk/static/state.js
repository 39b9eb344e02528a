/** What the page knows: the hall's menu, whether the server is there, and where in the flow this citizen is. */

import { computed, signal } from "/assets/vendor/ui.js";
import { language, loadTexts } from "/assets/js/texts.js";
import { freshKey } from "/assets/js/api.js";

/** A touch that comes this soon after a new screen was meant for the old one (fingers tremble, screens bounce). */
const SETTLE_MS = 280;
export const PARTS = ["kiosk", "when"];

/**
 * @typedef {{name: string, question?: string, procedure?: string, service?: string, starts?: number[], code?: string, scan?: string, answer?: any, isAgain?: boolean}} Screen
 * @typedef {{service: string, procedure: string | null, grounds: string | null, key: string}} Wish
 */

/** The catalogue and the hall, as `/api/menu` gave it; null until it is there. */
export const menu = signal(/** @type {any} */ (null));
/** Waiting and wait by service, asked every few seconds. */
export const lines = signal(/** @type {Record<string, any>} */ ({}));
/** Does the server answer, as far as the kiosk knows? Assumed until the kiosk says otherwise. */
export const online = signal(true);
/** Does this kiosk's own program answer? It starts again by itself, and gives no number meanwhile. */
export const answering = signal(true);
/** How many numbers of each service the kiosk can give by itself; none outside the hall's hours. */
export const reserve = signal(/** @type {Record<string, number>} */ ({}));
/** Would a slip come out now? */
export const paper = signal(true);
/** Does the hall only practise? */
export const trial = signal(false);
/** The server knows of a newer menu than ours: it is taken at once, whatever screen is in sight. */
export const menuIsOld = signal(false);
/** Nobody answered: not the server, or not even this kiosk's own program. @param {string} code */
export function lose(code) {
  online.value = false;
  if (code === "no_connection") answering.value = false;
}

/** What makes the page easier for this person: larger letters, strong contrast, all within reach of a chair, read aloud. */
export const ease = signal({ large: false, contrast: false, seated: false, sound: false });
/** Has this machine a voice of its own, and may it be heard? */
export const speech = signal(false);
/** How loud it is, in the attendant's steps. */
export const volume = signal(0);
/** Does a clerk stand beside whoever touches? */
export const assisted = signal(false);
export const settling = signal(false);
export const query = signal("");
export const wish = signal(/** @type {Wish | null} */ (null));
/** The key of the wish whose number is asked for now: until the answer is there, it is not another wish. */
export const asked = signal("");
/** The card that was held before the scanner: a handle that says nothing, and the ground its birth date speaks for. */
export const card = signal(/** @type {{handle: string, grounds: string | null} | null} */ (null));

const path = signal(/** @type {Screen[]} */ ([{ name: "home" }]));
export const screen = computed(() => path.value[path.value.length - 1]);

let settled = 0;

/** @param {Screen[]} next */
function move(next) {
  path.value = next;
  // One number is what a clerk helps to, and what a card is for.
  if (screen.value.name === "last") { assisted.value = false; card.value = null; }
  settling.value = true;
  clearTimeout(settled);
  settled = setTimeout(() => { settling.value = false; }, SETTLE_MS);
}

/** @param {Screen} next */
export function go(next) {
  move([...path.value, next]);
}

/** Takes the place of the screen in sight: nobody comes back to it. @param {Screen} next */
export function goInstead(next) {
  move([...path.value.slice(0, -1), next]);
}

export function back() {
  if (path.value.length > 1) move(path.value.slice(0, -1));
}

/** The first screen again, for the same person: in their language, as easy as they made it. */
export function home() {
  query.value = "";
  wish.value = null;
  move([{ name: "home" }]);
}

/** The next citizen finds the machine as if nobody had been there: first screen, Vietnamese, normal letters. */
export function leave() {
  card.value = null;
  assisted.value = false;
  ease.value = { large: false, contrast: false, seated: false, sound: false };
  if (language.value !== "vi") loadTexts("vi", PARTS);
  home();
}

/** Whether somebody has made the page their own. */
export const isOwn = computed(() => language.value !== "vi" || card.value !== null || assisted.value || Object.values(ease.value).some(Boolean));

/** @param {keyof typeof ease.value} way */
export function toggle(way) {
  ease.value = { ...ease.value, [way]: !ease.value[way] };
}

/** Remembers what the screen in sight shows, for whoever comes back to it. @param {Partial<Screen>} part */
export function keep(part) {
  path.value = [...path.value.slice(0, -1), { ...screen.value, ...part }];
}

/** Begins a wish, with the ground that the card speaks for; its key stays the same however often "take" is touched. @param {string} service @param {string | null} procedure */
export function begin(service, procedure = null) {
  wish.value = { service, procedure, grounds: card.value?.grounds ?? null, key: freshKey() };
  go({ name: "confirm" });
}

/**
 * A number whose screen the power took away, once more: for whoever still stands there, and nobody else's screen.
 * @param {{key: string, answer: any}} unseen
 */
export function showAgain({ key, answer }) {
  if (screen.value.name === "home" || wish.value?.key === key) move([{ name: "home" }, { name: "last", service: answer.service, answer, isAgain: true }]);
}

/** The same wish as a new question. */
export function askAgain() {
  if (wish.value) wish.value = { ...wish.value, key: freshKey() };
}

/** Another wish needs another key: the server gives one answer for one key. @param {string | null} grounds */
export function claim(grounds) {
  if (wish.value && wish.value.grounds !== grounds && wish.value.key !== asked.value) wish.value = { ...wish.value, grounds, key: freshKey() };
}
