/** What the attendant's screen knows, and how it speaks with the kiosk: the session's token is in this page only. */

import { signal } from "/assets/vendor/ui.js";
import { post, setBearer } from "/assets/js/api.js";

export const PARTS = ["kiosk"];

/** How the kiosk is; null outside. */
export const state = signal(/** @type {any} */ (null));
/** The last thing done, and what came of it. */
export const said = signal(/** @type {Said} */ ({ text: "", bad: false }));
/** @typedef {{text: string, bad: boolean, undo?: () => void}} Said */

export const toTouchPage = () => location.replace("/");

/** @param {string} pin */
export async function enter(pin) {
  setBearer((await post("/api/attendant/enter", { pin })).token);
  state.value = await post("/api/attendant/state");
}

export async function refresh() {
  try {
    state.value = await post("/api/attendant/state");
  } catch (/** @type {any} */ refusal) {
    // Two minutes without a touch: the next citizen finds the touch page.
    if (refusal.code === "not_inside") toTouchPage();
  }
}

/** As long as what was pressed by mistake can be taken back. */
export const SAID_S = 10;

/** Does one thing and says what came of it. @param {string} what @param {object} body @param {(answer: any) => Said} [tell] */
export async function act(what, body, tell = () => ({ text: "", bad: false })) {
  said.value = { text: "", bad: false };
  try {
    said.value = tell(await post(`/api/attendant/${what}`, body));
  } catch (/** @type {any} */ refusal) {
    if (refusal.code === "not_inside") toTouchPage();
    said.value = { text: refusal.message, bad: true };
  }
  const mine = said.value;
  setTimeout(() => { if (said.value === mine) said.value = { text: "", bad: false }; }, SAID_S * 1000);
  await refresh();
}

/** @param {string} [touchPage] */
export async function leave(touchPage = "/") {
  await post("/api/attendant/leave").catch(() => null);
  location.replace(touchPage);
}
