/** Whether red alerts ring on this machine; it remembers. A call for help always rings. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { allowSound, rings, setRings } from "./chime.js";

export function SoundSwitch() {
  const turn = () => {
    setRings(!rings.value);
    allowSound();
  };
  return html`
    <button type="button" class="sound-switch" aria-pressed=${rings.value ? "true" : "false"} aria-label=${t("alert-sound")} title=${t("alert-sound")} onClick=${turn}>
      <span class="icon icon-volume-${rings.value ? "2" : "x"}" aria-hidden="true"></span></button>`;
}
