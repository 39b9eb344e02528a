/** The band of a hall in practice: whatever is pressed below it counts nowhere. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{on: boolean}} props */
export function TrialBand({ on }) {
  return on && html`<p class="band-trial" role="status"><span class="icon icon-graduation-cap" aria-hidden="true"></span>${t("desk-trial")}</p>`;
}
