/** Whether red alerts ring on this machine; it remembers. A call for help always rings, once the browser lets the page sound. */

import { html, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { allowSound, isMuted, rings, setRings } from "./chime.js";

export function SoundSwitch() {
  // The first touch anywhere ends a browser's silence. What says so keeps its size: a page that moves under that touch loses it.
  const blocked = isMuted.value;
  /** How it was when the touch began: the touch itself may have ended the silence before it is a press. */
  const began = useRef(false);
  const touch = () => { began.current = isMuted.value; };
  const turn = () => { if (!began.current) setRings(!rings.value); allowSound(); };
  const sounds = rings.value && !blocked;
  return html`
    <button type="button" class="head-button ${blocked ? "is-blocked" : ""}" data-sound role="switch" aria-checked=${sounds ? "true" : "false"}
      title=${t(blocked ? "desk-sound-off" : "alert-sound-about")} onPointerDown=${touch} onKeyDown=${touch} onClick=${turn}>
      <span class="icon icon-volume-${sounds ? "2" : "x"}" aria-hidden="true"></span>${t("alert-sound")}</button>`;
}
