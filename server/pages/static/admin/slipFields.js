/** What a hall may change of its slips: emblem, own lines, blocks, further languages. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { LongText } from "./longText.js";
import { SlipEmblem } from "./slipEmblem.js";
import { BLOCKS, LANGUAGES } from "./slipWords.js";

/** @param {{layout: any, put: (part: any) => void}} props */
export function SlipFields({ layout, put }) {
  const has = (/** @type {string} */ list, /** @type {string} */ one) => (layout[list] ?? []).includes(one);
  const toggle = (/** @type {string} */ list, /** @type {string} */ one) => put({ [list]: has(list, one) ? layout[list].filter((/** @type {string} */ each) => each !== one) : [...(layout[list] ?? []), one] });
  const own = (/** @type {string} */ field, /** @type {number} */ rows) => html`
    <fieldset class="card own-lines"><legend>${t(`layout-${field}`)}</legend>
      ${LANGUAGES.map((language) => html`<label key=${language}>${t(`layout-language-${language}`)}
        <${LongText} name="${field}-${language}" lang=${language} rows=${rows} most=${400} value=${layout[field]?.[language] ?? ""}
          onText=${(/** @type {string} */ text) => put({ [field]: { ...layout[field], [language]: text } })} /></label>`)}
    </fieldset>`;
  return html`
    <${SlipEmblem} emblem=${layout.emblem ?? ""} put=${put} />
    <fieldset class="card"><legend>${t("layout-blocks")}</legend>
      <div class="slip-ticks">${BLOCKS.map((one) => html`<label class="tick"><input type="checkbox" name=${one} checked=${!has("without", one)} onChange=${() => toggle("without", one)} /> ${t(`layout-block-${one}`)}</label>`)}</div>
      <p class="quiet">${t("layout-always")}</p>
    </fieldset>
    <fieldset class="card"><legend>${t("layout-languages")}</legend>
      <div class="slip-ticks">${LANGUAGES.map((one) => html`<label class="tick"><input type="checkbox" name="beside-${one}" checked=${has("languages", one)} onChange=${() => toggle("languages", one)} /> ${t(`layout-language-${one}`)}</label>`)}</div>
      <p class="quiet">${t("layout-languages-note")}</p>
    </fieldset>
    ${own("head", 1)}${own("foot", 2)}`;
}
