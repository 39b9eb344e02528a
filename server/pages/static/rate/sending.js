/** Ratings on their way: each is kept in the browser with its key until the server has answered, once. */

import { freshKey, post } from "/assets/js/api.js";

const PLACE = "moiso-ratings";
const EVERY_MS = 5_000;
/** Asked for later: nothing is decided, or a key that was revoked may be given anew. */
const PASSING = new Set([0, 401, 403, 429]);

/** @typedef {{key: string, path: string, body: object}} Kept */

/** @returns {Kept[]} */
const kept = () => JSON.parse(localStorage.getItem(PLACE) ?? "[]");
const store = (/** @type {Kept[]} */ all) => localStorage.setItem(PLACE, JSON.stringify(all));

let sending = false;

/** @param {string} path @param {object} body */
export function keep(path, body) {
  store([...kept(), { key: freshKey(), path, body }]);
  send();
}

async function send() {
  if (sending) return;
  sending = true;
  for (let next = kept()[0]; next; next = kept()[0]) {
    const { key, path, body } = next;
    const answered = await post(path, body, { key }).then(() => true, ({ status }) => !PASSING.has(status) && status < 500);
    if (!answered) break;
    store(kept().filter((one) => one.key !== key));
  }
  sending = false;
}

/** Once the tablet has its key, and then for ever. */
export function sendWhatIsLeft() {
  send();
  setInterval(send, EVERY_MS);
}
