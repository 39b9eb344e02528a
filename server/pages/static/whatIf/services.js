/** The same by service, as bars and figures: as it is, and if changed. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { answer, minutes } from "./state.js";

export function Services() {
  if (!answer.value?.services.length) return null;
  const { services, target_s: target } = answer.value;
  const longest = Math.max(60, ...services.flatMap(({ without, changed }) => [without.p90_s ?? 0, changed.p90_s ?? 0]));
  return html`
    <section class="card what-if-services">
      <h2 id="what-if-services">${t("whatif-by-service")}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="what-if-services"><table class="table">
        <thead>
          <tr><th scope="col" colspan="2" rowspan="2">${t("staff-service")}</th><th scope="col" rowspan="2" class="right">${t("whatif-people")}</th>
            <th scope="colgroup" colspan="2">${t("whatif-p90")}</th><th scope="colgroup" colspan="2" class="right">${t("whatif-within", { minutes: minutes(target) })}</th></tr>
          <tr><th scope="col">${t("whatif-without")}</th><th scope="col">${t("whatif-changed")}</th><th scope="col" class="right">${t("whatif-without")}</th><th scope="col" class="right">${t("whatif-changed")}</th></tr>
        </thead>
        <tbody>${services.map((of) => html`<${Row} key=${of.service} of=${of} longest=${longest} target=${target} />`)}</tbody>
      </table></div>
    </section>`;
}

/** @param {{of: import("./state.js").ServiceOutlook, longest: number, target: number}} props */
function Row({ of: { service, name, without, changed }, longest, target }) {
  return html`
    <tr data-service=${service}>
      <td class="service-code">${service}</td>
      <th scope="row">${name}</th>
      <td class="right number">${without.people}</td>
      <td><${Bar} of=${without} longest=${longest} target=${target} /></td>
      <td><${Bar} of=${changed} longest=${longest} target=${target} /></td>
      <td class="right number">${percent(without.within_target)}</td>
      <td class="right number strong">${percent(changed.within_target)}</td>
    </tr>`;
}

/** @param {{of: import("./state.js").Outlook, longest: number, target: number}} props */
function Bar({ of: { people, p90_s: p90 }, longest, target }) {
  if (p90 === null) return html`<span class="what-if-never">${people ? t("whatif-never") : "–"}</span>`;
  return html`<span class="what-if-bar ${p90 > target ? "is-late" : ""}"><span class="what-if-fill" aria-hidden="true" style=${{ width: `${(100 * p90) / longest}%` }}></span></span><span class="number what-if-minutes">${t("whatif-minutes", { n: minutes(p90) })}</span>`;
}

/** @param {number | null} share */
const percent = (share) => (share === null ? "–" : share.toLocaleString(document.documentElement.lang, { style: "percent", maximumFractionDigits: 0 }));
