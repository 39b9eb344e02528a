/** Counters that call for help: above every other alert, with one press that says somebody is on the way. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { post } from "/assets/js/api.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { lines } from "./state.js";

/** @returns {{number: number, help: import("/assets/js/protocol.js").Help}[]} the longest waiting first */
export const helpCalls = () =>
  lines.value.counters.flatMap(({ number, help }) => (help ? [{ number, help }] : [])).sort((a, b) => a.help.since.localeCompare(b.help.since));

export function HelpCalls({ isWall = false }) {
  const calls = helpCalls();
  return html`
    <div role="alert">${calls.length > 0 && html`
      <ul class="help-calls">${calls.map(({ number, help }) => html`<${HelpCall} key=${number} number=${number} help=${help} isWall=${isWall} />`)}</ul>`}</div>`;
}

/** @param {{number: number, help: import("/assets/js/protocol.js").Help, isWall: boolean}} props */
function HelpCall({ number, help, isWall }) {
  const refused = useSignal("");
  const answer = async () => {
    try { await post(`/api/v1/counters/${number}/help-answered`); } catch (error) { refused.value = error.message; }
  };
  return html`
    <li class="help-call" data-help=${number}>
      <span class="icon icon-bell-ring" aria-hidden="true"></span>
      <span class="help-words"><b>${t("common-counter", { number })}</b> ${help.reason}</span>
      <span class="help-since">${refused.value ? html`<span role="alert">${refused.value}</span>` : t("desk-help-since", { clock: clock(help.since), age: ageText(Date.parse(help.since)) })}</span>
      ${!isWall && html`<button type="button" class="button help-answer" onClick=${answer}>${t("desk-help-coming")}</button>`}
    </li>`;
}
