/** One alert: why, what to do, the button that does it, and the one that says that somebody looks after it. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { AlertStep } from "./alertStep.js";
import { nextStep, reason } from "./alertWords.js";
import { sawAlert } from "./state.js";

/** @typedef {import("/assets/js/protocol.js").Alert} Alert */

/** @param {{alert: Alert, isWall?: boolean}} props */
export function AlertLine({ alert, isWall = false }) {
  const refused = useSignal("");
  const { kind, subject, tone, step, seen } = alert;
  const said = reason(alert);
  const next = nextStep(alert);
  const see = async () => {
    refused.value = "";
    try {
      sawAlert(await post("/api/v1/alerts/acknowledge", { kind, subject, tone }));
    } catch (/** @type {any} */ error) { refused.value = error.message; }
  };
  return html`
    <li class="alert alert-${tone}" data-alert="${kind}-${subject}"><span class="icon icon-${icon(alert)}" aria-hidden="true"></span>
      <div class="alert-words"><p>${tone === "red" && html`<b class="alert-red">${t("alert-red")}</b> `}${said}${next && html` <span class="alert-next">${next}</span>`}</p>
        ${refused.value && html`<p role="alert" class="alert-refused">${refused.value}</p>`}
        ${seen && html`<p class="alert-by">${t("alert-seen-by", { by: seen.by, clock: clock(seen.at) })}</p>`}
        ${!isWall && html`<div class="alert-moves">${step && html`<${AlertStep} step=${step} onRefused=${(/** @type {string} */ why) => { refused.value = why; }} />`}
          ${!seen && html`<button type="button" class="button button-small alert-see" data-see="${kind}-${subject}" aria-label=${t("alert-seen-about", { sentence: said })} onClick=${see}>${t("alert-seen")}</button>`}</div>`}
      </div></li>`;
}

/** @type {Record<string, string>} */
const ICONS = {
  line_stranded: "triangle-alert", line_late: "timer", no_screen: "monitor", counter_idle: "armchair", not_started: "user-x",
  served_long: "hourglass", supplement_again: "files", drift: "chart-line", report_waits: "send",
};

/** @param {Alert} alert */
function icon({ kind, facts }) {
  if (kind !== "machine") return ICONS[kind] ?? "circle-alert";
  return facts.is_printer ? "printer" : facts.wrong === "twin" ? "key" : "wifi-off";
}
