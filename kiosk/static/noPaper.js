/** No slip would come out now: said before a number is asked for. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { paper } from "./state.js";

export function NoPaper() {
  return !paper.value && html`<p class="notice"><span class="icon icon-printer" aria-hidden="true"></span>${t("kiosk-confirm-no-paper")}</p>`;
}
