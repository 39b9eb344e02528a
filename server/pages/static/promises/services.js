/** One week by service: how often the range held, how far off its middle was, and what to look at. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { ofTen, reading, weekName } from "./state.js";

export function Services() {
  const week = reading.value;
  if (!week) return null;
  return html`
    <section class="card promise-services">
      <h2 id="promise-title">${t("promise-of-week", { week: weekName(week.monday) })}</h2>
      ${week.n === 0 ? html`<p class="promise-none">${t("promise-none")}</p>` : html`
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="promise-title"><table class="table">
        <thead><tr>
          <th scope="col" colspan="2">${t("staff-service")}</th>
          <th scope="col" class="right">${t("promise-told")}</th>
          <th scope="col" class="right">${t("promise-kept")}</th>
          <th scope="col" class="right">${t("promise-late")}</th>
          <th scope="col" class="right">${t("promise-error")}</th>
          <th scope="col">${t("promise-bias")}</th>
          <th scope="col"><span class="visually-hidden">${t("promise-alarm")}</span></th>
        </tr></thead>
        <tbody>
          <${Row} of=${week} code="" name=${t("promise-all")} />
          ${week.services.map((of) => html`<${Row} key=${of.service} of=${of} code=${of.service} name=${of.name} />`)}
        </tbody>
      </table></div>`}
    </section>`;
}

/** @param {{of: import("./state.js").Honesty, code: string, name: string}} props */
function Row({ of, code, name }) {
  return html`
    <tr class=${code ? "" : "row-all"} data-service=${code || "all"}>
      <td class="service-code">${code}</td>
      <th scope="row">${name}</th>
      <td class="right number">${of.n}</td>
      <td class="right number strong">${ofTen(of.kept)}</td>
      <td class="right number">${ofTen(of.late)}</td>
      <td class="right number">${of.error_s === null ? "–" : t("promise-minutes", { n: minutes(of.error_s) })}</td>
      <td>${of.bias_s === null ? "–" : bias(of.bias_s)}</td>
      <td>${of.alarm && html`<span class="promise-alarm"><span class="icon icon-triangle-alert" aria-hidden="true"></span>${t(`promise-alarm-${of.alarm}`)}</span>`}</td>
    </tr>`;
}

/** @param {number} seconds */
const minutes = (seconds) => Math.round(seconds / 60);

/** Which way the middles lean; half a minute is no lean. @param {number} seconds */
function bias(seconds) {
  const n = minutes(Math.abs(seconds));
  return n === 0 ? t("promise-even") : t(seconds > 0 ? "promise-sooner" : "promise-later", { n });
}
