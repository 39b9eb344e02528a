/** A share as a bar with its number beside it. */

import { html } from "/assets/vendor/ui.js";

/** @param {{share: number | null, told: string}} props */
export function Within({ share, told }) {
  return html`<span class="within"><span class="within-bar" aria-hidden="true"><span style=${{ width: `${(share ?? 0) * 100}%` }}></span></span><span class="number">${told}</span></span>`;
}
