/** The wallboard: the four figures, the longest lines, the worst alerts and the counters, as large as they can be. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { AlertLine } from "./alertLine.js";
import { Counters } from "./counters.js";
import { FourFigures } from "./fourFigures.js";
import { HelpCalls, helpCalls } from "./help.js";
import { alerts } from "./state.js";
import { WallLines } from "./wallLines.js";

const SHOWN = 3;

export function Wallboard() {
  const news = alerts.value.alerts.filter(({ seen }) => !seen);
  const room = Math.max(1, SHOWN - helpCalls().length);
  return html`
    <div class="board wall">
      <h1 class="visually-hidden">${t("staff-page-supervisor")}</h1>
      <${FourFigures} isWall />
      <${WallLines} />
      <section class="card wall-alerts" aria-labelledby="wall-alerts">
        <h2 id="wall-alerts">${t("staff-alerts")}</h2>
        <${HelpCalls} isWall />
        ${news.length + helpCalls().length === 0 && html`<p class="all-well"><span class="icon icon-circle-check" aria-hidden="true"></span>${t("staff-all-well")}</p>`}
        <ul>${news.slice(0, room).map((alert) => html`<${AlertLine} key="${alert.kind}-${alert.subject}" alert=${alert} isWall />`)}</ul>
        ${news.length > room && html`<p class="wall-more">${t("alert-more", { count: news.length - room })}</p>`}
      </section>
      <${Counters} isWall />
    </div>`;
}
