/** What may be done about the person picked beside the desk: small buttons with their keys. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { inFlight, picked } from "./state.js";

/** @typedef {{move: string, key: string, onPress: () => void}} Action */

/** @param {{label: string, actions: Action[]}} props */
export function RowActions({ label, actions }) {
  return html`
    <div class="wait-actions" role="group" aria-label=${t("desk-picked", { label })}>
      <span class="visually-hidden" role="status">${t("desk-picked", { label })}</span>
      ${actions.map(({ move, key, onPress }) => html`
        <button type="button" class="button button-small" data-move=${move} data-keys=${key} disabled=${inFlight.value !== ""} onClick=${onPress}>
          ${t(`staff-move-${move}`)} <kbd>${key === "Enter" ? "↵" : key.slice(3)}</kbd>
        </button>`)}
      <button type="button" class="button button-small button-quiet" data-keys="Escape" onClick=${() => { picked.value = null; }}>${t("staff-back")} <kbd>Esc</kbd></button>
    </div>`;
}
