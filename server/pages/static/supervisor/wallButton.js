/** Makes the page a wallboard. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { allowSound } from "./chime.js";
import { hangUp } from "./wall.js";

export function WallButton() {
  const press = () => { allowSound(); void hangUp(); };
  return html`
    <button type="button" class="head-button" data-wall title=${t("alert-wall-about")} onClick=${press}>
      <span class="icon icon-monitor" aria-hidden="true"></span>${t("alert-wall")}</button>`;
}
