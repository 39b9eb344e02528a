/** The seal of the story: its head, the button that proves it, and the sealed file. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Proved } from "./proved.js";
import { failed, kept, progress, proof, prove, stop } from "./proving.js";
import { head } from "./reading.js";

function Progress() {
  const { read, rows } = progress.value ?? { read: 0, rows: 0 };
  return html`<div class="proof-runs"><progress max=${rows || 1} value=${read} aria-label=${t("story-prove")}></progress>
    <span role="status">${rows ? t("story-proving", { read, rows }) : t("story-proving-begins")}</span>
    <button type="button" class="button button-small" id="proof-stop" onClick=${stop}>${t("story-proof-stop")}</button></div>`;
}

export function Seal() {
  return html`<section class="seal" aria-label=${t("story-prove")}>
    <p class="told-seal"><span class="icon icon-shield-check" aria-hidden="true"></span>${head.value && t("staff-story-head", { seq: head.value.seq, hash: head.value.hash.slice(0, 16) })}</p>
    <input class="field" id="kept-head" aria-label=${t("story-proof-kept")} placeholder=${t("story-proof-kept")} autocomplete="off" spellcheck="false" maxlength="90" value=${kept.value} onInput=${(/** @type {any} */ event) => { kept.value = event.currentTarget.value; }} />
    <button type="button" class="button button-primary button-small" id="prove" disabled=${progress.value !== null} onClick=${prove}>${t("story-prove")}</button>
    <a class="button button-small" href="/story.jsonl" download title=${t("story-sealed-hint")}><span class="icon icon-download" aria-hidden="true"></span>${t("story-sealed")}</a>
  </section>
  ${progress.value && html`<${Progress} />`}
  <div role="alert">${failed.value && html`<p class="notice notice-bad" id="proof-failed"><span class="icon icon-circle-alert" aria-hidden="true"></span>${failed.value}</p>`}
    ${proof.value && html`<${Proved} proof=${proof.value} />`}</div>`;
}
