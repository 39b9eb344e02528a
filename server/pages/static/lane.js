/** The lane as a chip: priority by colour, icon and word, with its ground. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{lane: string, grounds?: string | null}} props */
export function Lane({ lane, grounds }) {
  if (lane === "ordinary") return null;
  const icon = lane === "priority" ? "heart-handshake" : "calendar-clock";
  const ground = grounds ? ` · ${t(`common-grounds-${grounds}`)}` : "";
  return html`<span class="state state-${lane}"><span class="icon icon-${icon}" aria-hidden="true"></span>${t(`common-lane-${lane}`)}${ground}</span>`;
}
