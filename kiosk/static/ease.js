/** The ways to make the page easier, each a large switch that is seen, or heard, to work at once. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { back, ease, speech, toggle } from "./state.js";

/** @type {[keyof typeof ease.value, string][]} */
const WAYS = [["large", "type"], ["contrast", "contrast"], ["seated", "accessibility"], ["sound", "volume-2"]];

export function Ease() {
  const actions = html`<button class="primary" onClick=${back}>
    <span class="icon icon-check" aria-hidden="true"></span>${t("kiosk-ease-done")}</button>`;
  return html`<${Frame} title=${t("kiosk-ease-title")} actions=${actions} class="easing">
    ${WAYS.filter(([way]) => way !== "sound" || speech.value).map(([way, icon]) => html`<button class="ease" key=${way} aria-pressed=${ease.value[way]} onClick=${() => toggle(way)}>
      <span class="icon icon-${icon}" aria-hidden="true"></span>
      <span class="ease-text"><strong>${t(`kiosk-ease-${way}`)}</strong><span>${t(`kiosk-ease-${way}-how`)}</span></span>
      <span class="icon icon-${ease.value[way] ? "circle-check" : "circle"}" aria-hidden="true"></span></button>`)}
  <//>`;
}
