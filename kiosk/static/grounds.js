/** On which ground a person has priority: said by the person, never proven to a machine. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Leaves } from "./leaves.js";
import { named } from "./named.js";
import { back, claim, menu } from "./state.js";

/** Grounds everybody knows have their picture; a hall's own ones share one. @type {Record<string, string>} */
const ICONS = { elderly: "person-standing", disabled: "accessibility", pregnant: "heart", small_child: "baby", merit: "medal" };

/** @param {any} ground */
function draw({ code, ...names }) {
  return html`<button class="row row-ground" onClick=${() => { claim(code); back(); }}>
    <span class="icon icon-${ICONS[code] ?? "star"}" aria-hidden="true"></span>
    <span class="row-text"><strong>${named(names, "name")}</strong></span></button>`;
}

export function Grounds() {
  const actions = html`<button class="secondary" onClick=${() => { claim(null); back(); }}>${t("kiosk-grounds-none")}</button>`;
  return html`<${Frame} title=${t("kiosk-grounds-title")} note=${t("kiosk-grounds-note")} actions=${actions}>
    <${Leaves} rows=${menu.value.grounds} draw=${draw} label=${t("kiosk-grounds-title")} />
  <//>`;
}
