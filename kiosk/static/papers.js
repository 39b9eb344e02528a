/** The papers by what becomes of them, in few words as on the slip; word for word as the law names them at one touch. */

import { html, useEffect, useState } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { language, t } from "/assets/js/texts.js";
import { officialOf } from "./named.js";
import { Scroll } from "./scroll.js";

const KINDS = [
  { kind: "submit", icon: "file-text" },
  { kind: "present", icon: "id-card" },
  { kind: "lookup", icon: "database" },
];

/** Letters of an official name that the head of the screen shows whole. */
const WHOLE_NAME = 150;

/** The few words; a server older than this page has none. @param {any} item */
const brief = (item) => item.short || item.text;

/** Where the published list itself breaks off, in the middle of a sentence. @param {any} item */
const breaksOff = (item) => `${item.text}${item.group ?? ""}`.includes("…");

/** @param {{icon: string, kind: string, items: any[], whole: boolean}} props */
function Group({ icon, kind, items, whole }) {
  if (!items.length) return null;
  /** @type {string | null} */
  let group = null;
  return html`<section class="papers papers-${kind}">
    <h2 class="papers-title"><span class="icon icon-${icon}" aria-hidden="true"></span>${t(`kiosk-checklist-${kind}`)}</h2>
    <ul lang="vi">${items.map((item, at) => {
      const heading = item.group && item.group !== group ? item.group : null;
      group = item.group;
      return html`<li key=${at} class="paper-item">${heading && html`<em class="paper-case">${heading}</em>`}
        <span class="paper-brief">${brief(item)}${item.copies && html` <small class="paper-copies">${item.copies}</small>`}</span>
        ${whole && item.text !== brief(item) && html`<span class="paper-law">${item.text}</span>`}</li>`;
    })}</ul>
  </section>`;
}

/** What the source leaves out stands on the page it was published on. @param {{code: string}} props */
function Rest({ code }) {
  const [qr, setQr] = useState("");
  useEffect(() => { get(`/api/published/${encodeURIComponent(code)}`).then((answer) => setQr(answer.qr ?? ""), () => {}); }, []);
  return html`<div class="notice guide-code">${qr && html`<img src=${qr} alt=${t("kiosk-guide-qr")} />`}
    <p>${t(qr ? "kiosk-checklist-rest-scan" : "kiosk-checklist-rest")}</p></div>`;
}

/** @param {{procedure: any}} props */
export function Papers({ procedure }) {
  const [whole, setWhole] = useState(false);
  const items = procedure.checklist;
  const official = officialOf(procedure);
  const saysMore = items.some((/** @type {any} */ item) => item.text !== brief(item) || breaksOff(item));
  const turn = saysMore && html`<button class="turn-button" aria-pressed=${whole} onClick=${() => setWhole(!whole)}>
    <span class="icon icon-scroll-text" aria-hidden="true"></span>${t(whole ? "kiosk-checklist-brief" : "kiosk-checklist-whole")}</button>`;
  return html`<${Scroll} beside=${turn}>
    ${language.value !== "vi" && items.length > 0 && html`<p class="papers-tongue">
      <span class="icon icon-languages" aria-hidden="true"></span>${t("kiosk-checklist-tongue")}</p>`}
    ${whole && official.length > WHOLE_NAME && html`<p class="papers-official">${official}</p>`}
    ${KINDS.map(({ kind, icon }) => html`<${Group} key=${kind} kind=${kind} icon=${icon} whole=${whole} items=${items.filter((/** @type {any} */ item) => item.kind === kind)} />`)}
    ${whole && items.some(breaksOff) && html`<${Rest} code=${procedure.code} />`}
    ${!items.length && html`<p class="empty">${t("kiosk-checklist-empty")}</p>`}
  <//>`;
}
