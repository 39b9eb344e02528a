/** The last look before a number: what for, how many wait, priority or not; one key for all touches of "take". */

import { html, useState } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { language, t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { labelOf, named, procedureOf, serviceOf } from "./named.js";
import { claim, go, goInstead, lines, online, wish } from "./state.js";
import { Letter, Waiting } from "./waiting.js";

const AWAY = new Set(["server_away", "no_connection", "no_catalogue"]);

function Priority() {
  const grounds = wish.value?.grounds;
  return html`<section class="ask">
    <h2>${t("kiosk-confirm-priority")}</h2>
    <div class="ask-answers">
      <button class="answer" aria-pressed=${!grounds} onClick=${() => claim(null)}>
        <span class="icon icon-${grounds ? "circle" : "circle-check"}" aria-hidden="true"></span>${t("kiosk-confirm-no")}</button>
      <button class="answer answer-yes" aria-pressed=${!!grounds} onClick=${() => go({ name: "grounds" })}>
        <span class="icon icon-${grounds ? "circle-check" : "circle"}" aria-hidden="true"></span>${t("kiosk-confirm-yes")}</button>
    </div>
    ${grounds && html`<p class="priority"><span class="icon icon-star" aria-hidden="true"></span>${t("common-lane-priority")}: ${t(`kiosk-grounds-${grounds.replace("_", "-")}`)}</p>`}
  </section>`;
}

/** @param {import("./state.js").Wish} mine */
async function ask(mine) {
  const { key, ...rest } = mine;
  const body = { ...rest, lane: rest.grounds ? "priority" : "ordinary", language: language.value };
  return post("/api/take", body, { key });
}

export function Confirm() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const mine = wish.value;
  if (!mine) return null;
  const service = serviceOf(mine.service);
  const procedure = procedureOf(mine.procedure);
  const closed = lines.value[mine.service]?.counters_open?.length === 0;
  const take = async () => {
    if (busy) return;
    setBusy(true);
    setRefused("");
    try {
      const answer = await ask(mine);
      // Whoever went home meanwhile has another wish, or none: the paper is theirs, the screen is not.
      if (wish.value?.key === mine.key) goInstead({ name: "last", service: mine.service, answer });
    } catch (/** @type {any} */ refusal) {
      if (AWAY.has(refusal.code)) online.value = false;
      else setRefused(refusal.message);
      setBusy(false);
    }
  };
  const actions = html`<button class="primary take" disabled=${busy || !online.value} aria-busy=${busy} onClick=${take}>
    <span class="icon icon-ticket" aria-hidden="true"></span>${t(busy ? "kiosk-confirm-taking" : online.value ? "kiosk-confirm-take" : "kiosk-away-waiting")}</button>`;
  return html`<${Frame} title=${t("kiosk-confirm-title")} actions=${actions} class="confirming">
    <div class="summary">
      <${Letter} letter=${service.code} />
      <div class="summary-text"><strong>${named(service, "name")}</strong>${procedure && html`<span>${labelOf(procedure)}</span>`}
      </div>
      <${Waiting} service=${service.code} />
    </div>
    ${online.value && closed && html`<p class="notice">${t("kiosk-confirm-closed")}</p>`}
    <${Priority} />
    <div role="alert">${refused && html`<p class="failed"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${refused}</p>`}</div>
  <//>`;
}
