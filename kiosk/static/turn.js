/** The turn of the ticket that was held before the scanner, for ten seconds: the place, the wait, or the counter. */

import { html } from "/assets/vendor/ui.js";
import { waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { named, serviceOf } from "./named.js";
import { Ring } from "./ring.js";
import { leave, screen } from "./state.js";

const CLOSES_S = 10;

/** @param {any} turn */
function sentence({ state, counter, ahead }) {
  if ((state === "called" || state === "serving") && counter) return t(`kiosk-turn-${state}`, { counter });
  if (state === "waiting") return ahead === null ? t("kiosk-turn-waiting") : t("kiosk-last-ahead", { n: ahead });
  if (state === "absent" || state === "parked") return t(`kiosk-turn-${state}`);
  return t("kiosk-turn-over");
}

export function Turn() {
  const turn = screen.value.answer;
  const actions = html`<button class="primary" onClick=${leave}><${Ring} seconds=${CLOSES_S} over=${leave} />${t("kiosk-last-done")}</button>`;
  if (!turn?.label) {
    return html`<${Frame} title=${t("kiosk-turn-title")} actions=${actions}><p class="notice"><span class="icon icon-ticket" aria-hidden="true"></span>${t("kiosk-turn-unknown")}</p><//>`;
  }
  const wait = turn.state === "waiting" && waitText(turn.wait);
  return html`<${Frame} title=${t("kiosk-turn-title")} actions=${actions} class="last turn-of">
    <p class="number">${turn.label}</p>
    <p class="last-service">${named(serviceOf(turn.service), "name")}</p>
    <p class="slot">${sentence(turn)}</p>
    ${wait && html`<p class="last-ahead">${wait}</p>`}
  <//>`;
}
