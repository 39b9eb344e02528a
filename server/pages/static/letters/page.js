/** The complaints office's page: letters to answer on the left, the one that is read on the right, what people thought below. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { List } from "./list.js";
import { Ratings } from "./ratings.js";
import { Reader } from "./reader.js";
import { letters, readAgain, unread } from "./state.js";

/** In a rush the hall moves on several times a second; who reads letters needs it once in a while. */
const PAUSE_MS = 2000;

function Office() {
  if (!letters.value) return html`<p class="page-wait" role="status">${unread.value || t("staff-loading")}</p>`;
  return html`<div class="letters-page"><${List} /><div class="letters-side"><${Reader} /><${Ratings} /></div></div>`;
}

let due = 0;

await loadTexts(document.documentElement.lang, ["staff", "letter"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Office} />`, main);
readAgain();
// A letter that comes in is a row of the story, and each row brings a board.
openLine({ board: () => { clearTimeout(due); due = setTimeout(readAgain, PAUSE_MS); } });
