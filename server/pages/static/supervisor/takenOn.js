/** What counters took on for today, and the press that takes it back. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { lines } from "./state.js";

/** @typedef {import("/assets/js/protocol.js").TakenOn} One */

export function TakenOn() {
  const all = lines.value.counters.flatMap(({ number, taken_on: list }) => list.map((one) => ({ number, one })));
  if (!all.length) return null;
  return html`<ul class="taken-on" aria-label=${t("alert-taken-on-title")}>${all.map(({ number, one }) => html`<${Line} key="${number}-${one.service}" number=${number} one=${one} />`)}</ul>`;
}

/** @param {{number: number, one: One}} props */
function Line({ number, one: { service, by, at } }) {
  const refused = useSignal("");
  const name = lines.value.lines.find((line) => line.service === service)?.name ?? service;
  const letGo = async () => {
    refused.value = "";
    try { await post(`/api/v1/counters/${number}/let-go`, { service }); } catch (/** @type {any} */ error) { refused.value = error.message; }
  };
  return html`
    <li class="alert" data-taken-on="${number}-${service}"><span class="icon icon-user-plus" aria-hidden="true"></span>
      <div class="alert-words"><p>${t("alert-taken-on", { counter: number, name, by, clock: clock(at) })}</p>
        ${refused.value && html`<p role="alert" class="alert-refused">${refused.value}</p>`}
        <div class="alert-moves"><button type="button" class="button button-small" onClick=${letGo}>${t("alert-let-go", { counter: number })}</button></div></div></li>`;
}
