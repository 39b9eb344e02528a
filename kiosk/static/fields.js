/** All fields of the hall, and the services that are not fields: eight a leaf. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Leaves } from "./leaves.js";
import { named } from "./named.js";
import { large, menu } from "./state.js";
import { Letter, Waiting } from "./waiting.js";
import { chooseService } from "./ways.js";

/** @param {any} service */
function draw(service) {
  return html`<li key=${service.code}><button class="field-tile" onClick=${() => chooseService(service.code)}>
    <${Letter} letter=${service.code} />
    <span class="field-text"><strong>${named(service, "name")}</strong><small>${named(service, "covers")}</small></span>
    <${Waiting} service=${service.code} />
  </button></li>`;
}

export function Fields() {
  return html`<${Frame} title=${t("kiosk-fields-title")}>
    <${Leaves} rows=${menu.value.services} size=${large.value ? 6 : 8} draw=${draw} class="fields" label=${t("kiosk-fields-title")} />
  <//>`;
}
