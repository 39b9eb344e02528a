/** What to hand in, what to show, what the office looks up itself; then: has this person got it all? */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { language, t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { labelOf, officialOf, procedureOf } from "./named.js";
import { StopNotice, stopOf } from "./offered.js";
import { begin, go, menu, screen } from "./state.js";

const KINDS = [
  { kind: "submit", icon: "file-text" },
  { kind: "present", icon: "id-card" },
  { kind: "lookup", icon: "database" },
];

/** @param {{icon: string, kind: string, items: any[]}} props */
function Group({ icon, kind, items }) {
  if (!items.length) return null;
  /** @type {string | null} */
  let group = null;
  return html`<section class="papers papers-${kind}">
    <h2 class="papers-title"><span class="icon icon-${icon}" aria-hidden="true"></span>${t(`kiosk-checklist-${kind}`)}</h2>
    <ul lang="vi">${items.map((item, at) => {
      const heading = item.group && item.group !== group ? item.group : null;
      group = item.group;
      return html`<li key=${at} class="paper-item">${heading && html`<em class="paper-case">${heading}</em>`}
        <span>${item.text}${item.copies && html` <small class="paper-copies">${item.copies}</small>`}</span></li>`;
    })}</ul>
  </section>`;
}

/** The papers by what becomes of them. @param {{items: any[]}} props */
export function Papers({ items }) {
  return KINDS.map(({ kind, icon }) => html`<${Group} key=${kind} kind=${kind} icon=${icon} items=${items.filter((item) => item.kind === kind)} />`);
}

/** Long lists scroll under the finger, and by two large buttons for whoever does not know that. @param {{children?: any}} props */
export function Scroll({ children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [ends, setEnds] = useState({ top: true, bottom: true });
  const look = () => {
    const el = box.current;
    if (el) setEnds({ top: el.scrollTop < 4, bottom: el.scrollTop + el.clientHeight > el.scrollHeight - 4 });
  };
  useEffect(() => {
    const watcher = new ResizeObserver(look);
    if (box.current) { watcher.observe(box.current); if (box.current.firstElementChild) watcher.observe(box.current.firstElementChild); }
    return () => watcher.disconnect();
  }, []);
  const turn = (/** @type {number} */ by) => box.current?.scrollBy({ top: by * box.current.clientHeight * 0.85, behavior: "smooth" });
  return html`<div class="scroll" ref=${box} onScroll=${look} tabindex="0" role="region" aria-label=${t("kiosk-checklist-title")}><div>${children}</div></div>
    ${!(ends.top && ends.bottom) && html`<div class="turn">
      <button class="turn-button" disabled=${ends.top} onClick=${() => turn(-1)}>
        <span class="icon icon-chevron-up" aria-hidden="true"></span>${t("kiosk-checklist-up")}</button>
      <button class="turn-button" disabled=${ends.bottom} onClick=${() => turn(1)}>
        ${t("kiosk-checklist-down")}<span class="icon icon-chevron-down" aria-hidden="true"></span></button>
    </div>`}`;
}

export function Checklist() {
  const procedure = procedureOf(screen.value.procedure);
  const stop = stopOf(procedure.service);
  const actions = html`
    <button class="secondary" onClick=${() => go({ name: "guide", procedure: procedure.code })}>
      <span class="icon icon-file-search" aria-hidden="true"></span>${t("kiosk-checklist-missing")}</button>
    <button class="primary" onClick=${() => begin(procedure.service, procedure.code)}>
      <span class="icon icon-check" aria-hidden="true"></span>${t("kiosk-checklist-enough")}</button>`;
  return html`<${Frame} title=${t("kiosk-checklist-title")} actions=${actions} class="checking">
    <div class="what"><strong>${labelOf(procedure)}</strong><span>${officialOf(procedure)}</span>
      ${procedure.time_limit && html`<span class="what-time"><span class="icon icon-clock" aria-hidden="true"></span>${t("kiosk-checklist-time", { time: procedure.time_limit })}</span>`}
      ${procedure.within_day && menu.value.same_day_until && html`<span>${t("kiosk-same-day", { time: menu.value.same_day_until })}</span>`}</div>
    ${stop && html`<${StopNotice} stop=${stop} />`}
    <${Scroll}>
      ${language.value !== "vi" && procedure.checklist.length > 0 && html`<p class="papers-tongue">
        <span class="icon icon-languages" aria-hidden="true"></span>${t("kiosk-checklist-tongue")}</p>`}
      <${Papers} items=${procedure.checklist} />
      ${!procedure.checklist.length && html`<p class="empty">${t("kiosk-checklist-empty")}</p>`}
    <//>
  <//>`;
}
