/** A text of the hall's own in its three languages; what is not translated is shown in Vietnamese. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { LongText } from "./longText.js";

const OTHERS = ["en", "ko"];

/** @param {{name: string, said: Record<string, string> | null, needed?: boolean, rows?: number, most?: number, onSaid: (said: Record<string, string>) => void}} props */
export function SaidFields({ name, said, needed = false, rows = 1, most = 160, onSaid }) {
  const now = /** @type {Record<string, string>} */ ({ vi: "", en: "", ko: "", ...said });
  const field = (/** @type {string} */ language) => html`<label><span>${name} – ${t(`layout-language-${language}`)}</span>
    <${LongText} rows=${rows} most=${most} lang=${language} required=${needed && language === "vi"} value=${now[language]}
      onText=${(/** @type {string} */ text) => onSaid({ .../** @type {any} */ (now), [language]: text })} /></label>`;
  return html`<div class="said">${field("vi")}
    <details open=${OTHERS.some((language) => now[language])}><summary>${name} – ${OTHERS.map((language) => t(`layout-language-${language}`)).join(", ")}</summary>${OTHERS.map(field)}</details></div>`;
}
