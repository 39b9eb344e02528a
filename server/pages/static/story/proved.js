/** What a proof found, in plain words: whole, and the head to note; or each thing that does not fit, and what to do. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { writtenDay } from "../dateField.js";
import { kept, proof } from "./proving.js";

/** @param {{proof: import("./proving.js").Proof}} props */
export function Proved({ proof: found }) {
  return html`<div class="notice proved ${found.found ? "notice-bad" : "notice-good"}" id="proved">
    <span class="icon icon-${found.found ? "circle-alert" : "shield-check"}" aria-hidden="true"></span>
    ${found.found ? html`<${Broken} found=${found} />` : html`<${Whole} found=${found} />`}
    <button type="button" class="button button-small" onClick=${() => { proof.value = null; }}>${t("story-proof-close")}</button></div>`;
}

/** @param {{found: import("./proving.js").Proof}} props */
function Whole({ found: { rows, head } }) {
  const met = Number(kept.value.split(":")[0]);
  return html`<div><p><b>${t("story-proof-whole")}.</b> ${t("story-proof-whole-why", { rows })} ${met > 0 && t("story-proof-kept-met", { seq: met })}</p>
    <p>${t("story-proof-note")} <code id="head">${head.seq}:${head.hash}</code></p></div>`;
}

/** @param {{found: import("./proving.js").Proof}} props */
function Broken({ found: { faults, found } }) {
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  return html`<div><p><b>${t("story-proof-broken", { count: found })}</b></p>
    ${kinds.map((kind) => html`<ul>${faults.filter((fault) => fault.kind === kind).map(({ details }) => html`<li>${t(`check-fault-${kind}`, said(details))}</li>`)}</ul>
      <p>${t("story-proof-next")} ${t(`check-next-${kind}`)}</p>`)}
    ${found > faults.length && html`<p>${t("story-proof-more", { count: found - faults.length })}</p>`}</div>`;
}

/** @param {Record<string, string | number>} details */
const said = (details) => ("day" in details ? { ...details, day: writtenDay(String(details.day)) } : details);
