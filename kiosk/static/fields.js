/** All fields of the hall, and the services that are not fields. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Leaves } from "./leaves.js";
import { named } from "./named.js";
import { menu } from "./state.js";
import { Letter, Waiting } from "./waiting.js";
import { chooseService } from "./ways.js";

/** @param {any} service */
function draw(service) {
  return html`<button class="row row-field" onClick=${() => chooseService(service.code)}>
    <${Letter} letter=${service.code} />
    <span class="row-text"><strong>${named(service, "name")}</strong><small>${named(service, "covers")}</small></span>
    <${Waiting} service=${service.code} />
  </button>`;
}

export function Fields() {
  return html`<${Frame} title=${t("kiosk-fields-title")}>
    <${Leaves} rows=${menu.value.services} draw=${draw} label=${t("kiosk-fields-title")} />
  <//>`;
}
