/** A clerk stands beside somebody: the page waits longer, and says so, until one number is taken or they are done. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { assisted } from "./state.js";

/** The attendant's screen leads to the touch page with this behind its address. */
const MARK = "#assist";
const LONGEST_MS = 600_000;

const end = () => { assisted.value = false; };

export function beginAssist() {
  if (location.hash !== MARK) return;
  history.replaceState(null, "", location.pathname);
  assisted.value = true;
  setTimeout(end, LONGEST_MS);
}

/** Stands where the hall's name does: no screen has less room for it. */
export function Assisted() {
  return html`<p class="head-assisted" role="status"><span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-assisted")}</p>
    <button class="tool" onClick=${end}>${t("kiosk-assisted-done")}</button>`;
}
