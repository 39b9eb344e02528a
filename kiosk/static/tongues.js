/** The three languages of a page that stands outside the citizens' way: pairing, and the attendant's screen. */

import { html } from "/assets/vendor/ui.js";
import { language, loadTexts, t } from "/assets/js/texts.js";

const TONGUES = ["vi", "en", "ko"];

/** @param {{parts: string[], children?: any}} props */
export function Tongues({ parts, children }) {
  return html`<div class="tools" role="group" aria-label=${t("kiosk-tools")}>${TONGUES.map((tongue) => html`<button class="tool" key=${tongue} lang=${tongue}
    aria-pressed=${language.value === tongue} onClick=${() => loadTexts(tongue, parts)}>${t(`common-language-${tongue}`)}</button>`)}${children}</div>`;
}
