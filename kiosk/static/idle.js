/** A citizen who walked off leaves nothing to the next: after a minute without a touch, the first screen; later beside a clerk. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { assisted, isOwn, leave, screen } from "./state.js";

const IDLE_S = 60;
/** While a clerk explains, nobody touches for long. */
const ASSISTED_S = 180;
const WARN_S = 15;
/** The screen of a number closes by itself. */
const LAST = "last";

let touched = performance.now();
/** Somebody is there. */
export const touch = () => { touched = performance.now(); };
for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, touch, { capture: true, passive: true });

export function Idle() {
  const idle = assisted.value ? ASSISTED_S : IDLE_S;
  const [left, setLeft] = useState(idle);
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  // The first screen has nothing to hide, unless somebody left it in their language, or in letters for their eyes.
  const exempt = screen.value.name === LAST || (screen.value.name === "home" && !isOwn.value);
  useEffect(() => {
    if (exempt) { setLeft(idle); return undefined; }
    touch();
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil(idle - (performance.now() - touched) / 1000));
      setLeft(rest);
      if (rest === 0) leave();
    }, 500);
    return () => clearInterval(timer);
  }, [exempt, idle]);
  const warning = !exempt && left <= WARN_S;
  useEffect(() => {
    if (warning) dialog.current?.showModal();
    else dialog.current?.close();
  }, [warning]);
  return html`<dialog class="idle" ref=${dialog} aria-label=${t("kiosk-idle-title")}>
    <h2>${t("kiosk-idle-title")}</h2>
    <p>${t("kiosk-idle-text", { n: left })}</p>
    <button class="primary" onClick=${() => { touch(); setLeft(idle); }}>${t("kiosk-idle-stay")}</button>
  </dialog>`;
}
