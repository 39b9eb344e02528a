/** How the machine works in three sentences, and the way to a person. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { guidanceService } from "./named.js";
import { menu } from "./state.js";
import { chooseGuidance } from "./ways.js";

const STEPS = [{ id: 1, icon: "hand-helping" }, { id: 2, icon: "clipboard-check" }, { id: 3, icon: "ticket" }];

export function Help() {
  const phone = menu.value.hall?.phone;
  const actions = guidanceService() && html`<button class="primary" onClick=${chooseGuidance}>
    <span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-help-guidance")}</button>`;
  return html`<${Frame} title=${t("kiosk-help-title")} actions=${actions} class="helping">
    <ol class="steps">${STEPS.map(({ id, icon }) => html`<li key=${id}>
      <span class="icon icon-${icon}" aria-hidden="true"></span><span>${t(`kiosk-help-step-${id}`)}</span></li>`)}</ol>
    <p class="big-text">${t("kiosk-help-staff")}</p>
    ${phone && html`<p class="big-text"><span class="icon icon-phone" aria-hidden="true"></span> ${t("kiosk-help-phone", { phone })}</p>`}
  <//>`;
}
