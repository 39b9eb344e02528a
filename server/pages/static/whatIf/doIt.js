/** The change that was tried, done by one press where one press does it: a counter opens, or takes a service on. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { asked, verdict } from "./state.js";

export function DoIt() {
  const refused = useSignal("");
  const busy = useSignal(false);
  const { counter, do: change, service } = asked.value;
  if (change !== "add" && change !== "open") return null;
  const press = async () => {
    busy.value = true;
    refused.value = "";
    try {
      await (change === "add" ? post(`/api/v1/counters/${counter}/take-on`, { service }) : post(`/api/v1/counters/${counter}/open`));
      location.assign("/supervisor");
    } catch (/** @type {any} */ error) { refused.value = error.message; busy.value = false; }
  };
  return html`
    <p class="what-if-do-it"><button type="button" class="button ${verdict.value?.tone === "is-better" ? "button-primary" : ""}" data-do-it=${change} disabled=${busy.value} onClick=${press}>${t(`whatif-do-it-${change}`, { counter })}</button>
      ${refused.value && html` <span role="alert" class="is-bad">${refused.value}</span>`}</p>`;
}
