/** Which letters are shown: of which kind, how they stand, only what is overdue. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ask, asked, counts } from "./state.js";

const KINDS = ["", "complaint", "praise"];
const STATES = ["", "open", "received", "taken_up", "answered"];

export function Filters() {
  const { kind, state, overdue } = asked.value;
  const { open, overdue: late, all } = counts.value;
  return html`<div class="letters-kinds" role="group" aria-label=${t("letter-show")}>
    ${KINDS.map((one) => html`<button type="button" class="button button-small" aria-pressed=${kind === one} onClick=${() => ask({ kind: one })}>${t(one ? `letter-kind-${one}` : "letter-show-all")}</button>`)}
    <select class="field" id="letters-state" aria-label=${t("letter-column-state")} value=${state} onChange=${(/** @type {any} */ event) => ask({ state: event.currentTarget.value })}>
      ${STATES.map((one) => html`<option value=${one}>${t(`letter-state-${one || "any"}`)}</option>`)}</select>
    <label class="tick"><input type="checkbox" id="letters-overdue" checked=${overdue === "1"} onChange=${(/** @type {any} */ event) => ask({ overdue: event.currentTarget.checked ? "1" : "" })} /> ${t("letter-overdue-only", { count: late })}</label>
    <span class="quiet" role="status">${t("letter-count", { open, all })}</span></div>`;
}
