/** Follows the hall: asks the kiosk's own program every few seconds how it is, and fetches the menu when it has changed. */

import { get } from "/assets/js/api.js";
import { answering, lines, lose, menu, menuIsOld, online, paper, reserve, screen, speech, trial, volume } from "./state.js";

const EVERY_MS = 3000;

/** @param {any} heard */
function take(heard) {
  answering.value = true;
  online.value = heard.online;
  reserve.value = heard.reserve;
  paper.value = heard.paper;
  trial.value = heard.trial;
  speech.value = heard.speech;
  volume.value = heard.volume;
  lines.value = Object.fromEntries(heard.lines.map((/** @type {any} */ line) => [line.service, line]));
}

/** @param {(heard: any) => void} heardOf what else the page makes of it */
export async function follow(heardOf = () => {}) {
  try {
    const heard = await get("/api/lines");
    take(heard);
    // A new catalogue must not move the ground under somebody's finger: it waits for the first screen.
    if (heard.version && (!menu.value || (heard.version !== menu.value.version && (screen.value.name === "home" || menuIsOld.value)))) {
      menu.value = await get("/api/menu");
      menuIsOld.value = false;
    }
    heardOf(heard);
  } catch (/** @type {any} */ refusal) {
    lose(refusal.code);
  }
  setTimeout(() => follow(heardOf), EVERY_MS);
}
