/** Why the last press was refused, said beside the buttons it was about. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { refusal } from "./state.js";

/** @param {{place: import("./state.js").Refused["place"]}} props */
export function Refused({ place }) {
  const refused = refusal.value?.place === place ? refusal.value : null;
  return html`
    <p class="refusal" id="refusal-${place}" role="alert">
      ${refused && html`<span class="icon icon-circle-alert" aria-hidden="true"></span>
        <span><b>${t(`staff-move-${refused.move}`)}:</b> ${refused.text}</span>`}
    </p>`;
}

/** After a mouse press the button lets go of the focus, so that the space bar means the likely move again. @param {any} event */
export function release(event) {
  if (event.detail > 0) event.currentTarget.blur();
}
