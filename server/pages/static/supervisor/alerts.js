/** What needs a hand now, the worst first: a handful in sight, the others counted, what somebody looks after folded away. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { JoinReserve } from "../joinReserve.js";
import { AlertLine } from "./alertLine.js";
import { HelpCalls, helpCalls } from "./help.js";
import { SoundSwitch } from "./soundSwitch.js";
import { alerts } from "./state.js";
import { TakenOn } from "./takenOn.js";
import { WallButton } from "./wallButton.js";

/** @typedef {import("/assets/js/protocol.js").Alert} Alert */

const SHOWN = 5;

export function Alerts() {
  const news = alerts.value.alerts.filter(({ seen }) => !seen);
  const known = alerts.value.alerts.filter(({ seen }) => seen);
  const count = news.length + helpCalls().length;
  return html`
    <section class="card alerts" aria-labelledby="alerts-title" tabindex="0">
      <div class="alerts-head"><h2 id="alerts-title">${t("staff-alerts")} <span class="count number">${count}</span></h2><span class="head-buttons"><${SoundSwitch} /><${WallButton} /></span></div>
      <${HelpCalls} />
      ${count === 0 && html`<p class="all-well"><span class="icon icon-circle-check" aria-hidden="true"></span>${t("staff-all-well")}</p>`}
      <ul aria-live="polite">${news.slice(0, SHOWN).map(item)}</ul>
      <${Fold} name="more" title=${t("alert-more", { count: news.length - SHOWN })} list=${news.slice(SHOWN)} />
      <${TakenOn} />
      <${Fold} name="known" title=${t("alert-known", { count: known.length })} list=${known} />
      <${JoinReserve} />
    </section>`;
}

/** @param {{name: string, title: string, list: Alert[]}} props */
function Fold({ name, title, list }) {
  if (!list.length) return null;
  return html`<details class="alerts-fold" data-fold=${name}><summary>${title}</summary><ul>${list.map(item)}</ul></details>`;
}

/** @param {Alert} alert */
const item = (alert) => html`<${AlertLine} key="${alert.kind}-${alert.subject}" alert=${alert} />`;
