/** One item of the playlist: what it shows, for how long, and its place in the list. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { SaidFields } from "./said.js";
import { sendFile } from "./sendFile.js";

/** @type {Record<string, string>} */
const ACCEPTS = { picture: "image/jpeg,image/png,image/webp", video: "video/mp4,video/webm" };

/** @param {{item: any, at: number, isShown: boolean, put: (part: any) => void, onShow: () => void, onUp: (() => void) | null, onRemove: () => void}} props */
export function ScreenItem({ item, at, isShown, put, onShow, onUp, onRemove }) {
  const name = `${at + 1}. ${t(`regulation-item-${item.kind}`)}`;
  const sent = useSignal({ part: /** @type {number | null} */ (null), refused: "" });
  const send = async (/** @type {any} */ event) => {
    const [file] = event.currentTarget.files;
    if (!file) return;
    sent.value = { part: 0, refused: "" };
    try {
      const answer = await sendFile(file, (part) => { sent.value = { part, refused: "" }; });
      sent.value = { part: null, refused: "" };
      put({ file: answer.file });
    } catch (error) { sent.value = { part: null, refused: error.message }; }
  };
  return html`<li class=${isShown ? "item is-shown" : "item"}>
    <div class="item-head"><b>${name}</b>
      <label class="whole"><span class="quiet">${t("regulation-item-seconds")}</span><input class="field" type="number" min="5" max="600" step="1" required value=${item.seconds} aria-label=${`${name} – ${t("regulation-item-seconds")}`}
        onInput=${(/** @type {any} */ event) => put({ seconds: Number(event.currentTarget.value) })} /></label>
      <button type="button" class="button button-small" aria-pressed=${isShown} onClick=${onShow}><span class="icon icon-eye" aria-hidden="true"></span>${t("regulation-item-show")}</button>
      ${onUp && html`<button type="button" class="step" aria-label=${t("regulation-item-up", { name })} onClick=${onUp}><span class="icon icon-arrow-up" aria-hidden="true"></span></button>`}
      <button type="button" class="step" aria-label=${t("regulation-remove", { name })} onClick=${onRemove}><span class="icon icon-x" aria-hidden="true"></span></button></div>
    ${item.kind in ACCEPTS && html`<div class="item-file">
      <label class="button button-small ${item.file ? "" : "button-primary"}"><span class="icon icon-upload" aria-hidden="true"></span>${t(item.file ? "regulation-item-other-file" : "regulation-item-file")}
        <input class="visually-hidden" type="file" accept=${ACCEPTS[item.kind]} onChange=${send} /></label>
      ${sent.value.part !== null && html`<progress max="1" value=${sent.value.part} aria-label=${t("regulation-item-sending")}></progress><span class="number">${Math.round(sent.value.part * 100)} %</span>`}
      ${item.file && sent.value.part === null && html`<span class="quiet">${t("regulation-item-has-file")}</span>`}</div>
      <${Notice} bad=${true} text=${sent.value.refused} />`}
    ${(item.kind === "text" || item.kind in ACCEPTS) && html`<${SaidFields} name=${t("regulation-item-title")} said=${item.title} onSaid=${(/** @type {any} */ title) => put({ title })} />`}
    ${item.kind === "text" && html`<${SaidFields} name=${t("regulation-item-words")} said=${item.text} rows=${3} most=${400} onSaid=${(/** @type {any} */ text) => put({ text })} />`}
  </li>`;
}
