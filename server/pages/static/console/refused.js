/** Why the last press was refused, and which key did not count, said beside the buttons it was about. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { lostKey, refusal } from "./state.js";

/** @param {{place: import("./state.js").Refused["place"]}} props */
export function Refused({ place }) {
  const refused = refusal.value?.place === place ? refusal.value : null;
  const lost = lostKey.value?.place === place ? lostKey.value.key : "";
  return html`
    <p class="refusal" id="refusal-${place}" role="alert">
      ${(refused || lost) && html`<span class="icon icon-circle-alert" aria-hidden="true"></span>
        <span>${refused && html`<b>${t(`staff-move-${refused.move}`)}:</b> ${refused.text} `}${lost && t("desk-key-missed", { key: lost })}</span>`}
    </p>`;
}

/** After a mouse press the button lets go of the focus, so that the space bar means the likely move again. @param {any} event */
export function release(event) {
  if (event.detail > 0) event.currentTarget.blur();
}
