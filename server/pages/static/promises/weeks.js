/** The weeks as bars: of ten people who were told their wait, for how many it came true. Each bar opens its week. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { chosen, ofTen, reading, weekName, weeks } from "./state.js";

export function Weeks() {
  const old = [...(weeks.value ?? [])].reverse();
  return html`
    <section class="card weeks" aria-labelledby="weeks-title">
      <h2 id="weeks-title">${t("promise-weeks")}</h2>
      <ol class="week-bars">${old.map((week) => html`<${Bar} key=${week.monday} week=${week} />`)}</ol>
      <p class="week-goal">${t("promise-goal")}</p>
    </section>`;
}

/** @param {{week: import("./state.js").Week}} props */
function Bar({ week }) {
  const open = () => { chosen.value = week.monday; };
  return html`
    <li><button type="button" class="week-bar ${week.alarm ? "is-alarm" : ""}" aria-pressed=${reading.value === week} onClick=${open}>
      <span class="week-kept">${ofTen(week.kept)}</span>
      <span class="week-column" aria-hidden="true"><span class="week-fill" style=${{ height: `${(week.kept ?? 0) * 100}%` }}></span></span>
      <span class="week-name">${weekName(week.monday)}</span>
      <span class="week-count">${t("promise-people", { n: week.n })}</span>
    </button></li>`;
}
