/** On which ground a person has priority: said by the person, never proven to a machine. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { back, claim } from "./state.js";

const GROUNDS = [
  { id: "elderly", icon: "person-standing" },
  { id: "disabled", icon: "accessibility" },
  { id: "pregnant", icon: "heart" },
  { id: "small_child", icon: "baby" },
  { id: "merit", icon: "medal" },
];

export function Grounds() {
  const choose = (/** @type {string | null} */ id) => { claim(id); back(); };
  const actions = html`<button class="secondary" onClick=${() => choose(null)}>${t("kiosk-grounds-none")}</button>`;
  return html`<${Frame} title=${t("kiosk-grounds-title")} note=${t("kiosk-grounds-note")} actions=${actions}>
    <ul class="leaf" aria-label=${t("kiosk-grounds-title")}>
      ${GROUNDS.map(({ id, icon }) => html`<li key=${id}><button class="row row-ground" onClick=${() => choose(id)}>
        <span class="icon icon-${icon}" aria-hidden="true"></span>
        <span class="row-text"><strong>${t(`kiosk-grounds-${id.replace("_", "-")}`)}</strong></span></button></li>`)}
    </ul>
  <//>`;
}
