/** The supervisor's page: four figures, the services, the counters, what needs a hand. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { levels, watchDevices } from "../machines.js";
import { TrialBand } from "../trialBand.js";
import { alerts, board, figures, lines } from "./state.js";
import { listenForHelp } from "./chime.js";
import { FourFigures } from "./fourFigures.js";
import { Services } from "./services.js";
import { Counters } from "./counters.js";
import { Alerts } from "./alerts.js";
import { MachinesCard } from "./machinesCard.js";
import { Hours } from "./hours.js";
import { isWall, watchWall } from "./wall.js";
import { Wallboard } from "./wallboard.js";
import { watchNextHours } from "./nextHours.js";
import { watchTimelines } from "./timeline.js";

function Dashboard() {
  if (!lines.value || !figures.value || !alerts.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  return html`
    <${TrialBand} on=${board.value?.trial ?? false} />
    ${isWall.value ? html`<${Wallboard} />` : html`<div class="board">
      <h1 class="visually-hidden">${t("staff-page-supervisor")}</h1>
      <${FourFigures} />
      <${Services} />
      <div class="board-side"><${Alerts} /><${MachinesCard} /><${Hours} /></div>
      <${Counters} />
    </div>`}`;
}

await loadTexts(document.documentElement.lang, ["staff", "alert", "desk", "rule", "promise", "whatif"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Dashboard} />`, main);
openLine({ lines: (level) => { lines.value = level; }, figures: (level) => { figures.value = level; }, board: (level) => { board.value = level; }, alerts: (level) => { alerts.value = level; }, ...levels });
listenForHelp();
watchWall();
watchDevices();
watchNextHours();
watchTimelines();
