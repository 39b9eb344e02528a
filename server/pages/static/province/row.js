/** One hall: how it stands now, and what the days came to. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Within } from "../within.js";
import { shortName } from "./order.js";
import { tone } from "./state.js";
import { clocked, count, inMinutes, percent } from "./words.js";

/** @param {{hall: import("./state.js").Hall}} props */
export function Row({ hall }) {
  const { now, waited } = hall;
  const how = tone(hall);
  return html`
    <tr data-hall=${hall.code} class=${now.open_counters || now.waiting ? "" : "row-quiet"}>
      <th scope="row" title=${hall.name}>${shortName(hall)}${hall.trial && html` <span class="state state-parked">${t("province-trial")}</span>`}</th>
      <td class="right number strong">${count(now.waiting)}</td>
      <td class="right number"><span class=${`wait-chip ${how}`}>${how && html`<span class="visually-hidden">${t(`province-tone-${how}`)} </span>`}${inMinutes(now.longest_s)}</span></td>
      <td class="right number">${now.open_counters}/${now.counters}</td>
      <td class="right number"><${Trouble} n=${now.red} icon="circle-alert" /></td>
      <td class="right number"><${Trouble} n=${now.machines} icon="printer" /></td>
      ${hall.missing_days ? html`<td colspan="5" class="province-missing">${t("province-missing", { n: hall.missing_days })}</td>` : html`
        <td class="right number">${count(hall.visits)}</td>
        <td class="right number strong">${clocked(waited.median_s)}</td>
        <td class="right number">${clocked(waited.p90_s)}</td>
        <td><${Within} share=${waited.within_target} told=${percent(waited.within_target)} /></td>
        <td class="right number">${percent(hall.absent_share)}</td>`}
    </tr>`;
}

/** A number that ought to be nought. @param {{n: number, icon: string}} props */
function Trouble({ n, icon }) {
  return n ? html`<span class="province-trouble"><span class=${`icon icon-${icon}`} aria-hidden="true"></span>${n}</span>` : html`<span class="quiet">0</span>`;
}
