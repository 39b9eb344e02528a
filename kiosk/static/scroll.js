/** Long lists scroll under the finger, and by two large buttons for whoever does not know that. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{beside?: any, children?: any}} props `beside`: what else can be touched, between the two buttons */
export function Scroll({ beside, children }) {
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
    ${(beside || !(ends.top && ends.bottom)) && html`<div class="turn">
      <button class="turn-button" disabled=${ends.top} onClick=${() => turn(-1)}>
        <span class="icon icon-chevron-up" aria-hidden="true"></span>${t("kiosk-checklist-up")}</button>
      ${beside}
      <button class="turn-button" disabled=${ends.bottom} onClick=${() => turn(1)}>
        ${t("kiosk-checklist-down")}<span class="icon icon-chevron-down" aria-hidden="true"></span></button>
    </div>`}`;
}
