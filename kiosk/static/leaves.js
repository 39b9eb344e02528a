/** A long list as leaves of a book: nothing scrolls, two large buttons turn, and the place is said. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { keep, screen } from "./state.js";

/** @param {{rows: any[], size: number, draw: (row: any) => any, class: string, label: string}} props */
export function Leaves({ rows, size, draw, class: own, label }) {
  const leaves = Math.max(1, Math.ceil(rows.length / size));
  const leaf = Math.min(screen.value.leaf ?? 0, leaves - 1);
  const turn = (/** @type {number} */ by) => keep({ leaf: leaf + by });
  return html`
    <ul class="leaf ${own} leaf-${size}" aria-label=${label} key=${leaf}>
      ${rows.slice(leaf * size, leaf * size + size).map(draw)}
    </ul>
    ${leaves > 1 && html`<div class="turn">
      <button class="turn-button" disabled=${leaf === 0} onClick=${() => turn(-1)}>
        <span class="icon icon-chevron-left" aria-hidden="true"></span>${t("kiosk-leaf-previous")}</button>
      <span class="turn-place" aria-live="polite">${t("kiosk-leaf-place", { leaf: leaf + 1, leaves })}</span>
      <button class="turn-button" disabled=${leaf === leaves - 1} onClick=${() => turn(1)}>
        ${t("kiosk-leaf-next")}<span class="icon icon-chevron-right" aria-hidden="true"></span></button>
    </div>`}`;
}
