/** The services as rows, always in the same order, so that the eye finds each at its place. */

import { html } from "/assets/vendor/ui.js";
import { minutesRange } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { figures, lines, longestNow, minutes, tone } from "./state.js";
import { Rules } from "./rules.js";

export function Services() {
  const level = lines.value;
  return html`
    <section class="card services">
      <h2 id="services-title" class="visually-hidden">${t("staff-services")}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="services-title">
      <table class="table" style=${{ "--rows": level.lines.length }}>
        <colgroup><col class="col-code" /><col /><col class="col-waiting" /><col class="col-figure" /><col class="col-figure" /><col class="col-most" /><col class="col-likely" /><col class="col-open" /></colgroup>
        <thead><tr>
          <th scope="col" colspan="2">${t("staff-service")}</th>
          <th scope="col" class="right">${t("staff-waiting")}</th>
          <th scope="col" class="right">${t("staff-longest")}</th>
          <th scope="col" class="right">${t("staff-p50")}</th>
          <th scope="col" class="right">${t("staff-p90")}</th>
          <th scope="col"><a href="/promises" title=${t("promise-page")}>${t("staff-likely")}</a></th>
          <th scope="col" class="right"><a href="/what-if" title=${t("whatif-page")}>${t("staff-counters-open")}</a></th>
        </tr></thead>
        <tbody>${level.lines.map((line) => html`<${Row} key=${line.service} line=${line} at=${level.at} />`)}</tbody>
      </table></div>
      <${Rules} />
    </section>`;
}

/** @param {{line: import("./state.js").Line, at: string}} props */
function Row({ line, at }) {
  const waited = figures.value.services.find(({ service }) => service === line.service)?.waited;
  const longest = longestNow(line, at);
  const stranded = line.waiting > 0 && line.counters_open.length === 0;
  return html`
    <tr class=${line.waiting ? "" : "row-quiet"} data-service=${line.service}>
      <td class="service-code">${line.service}</td>
      <th scope="row" class="clip" title=${line.name}>${line.name}</th>
      <td class="right number strong">${line.waiting}${line.priority > 0 && html`<span class="priority-count" title=${t("staff-of-them-priority", { count: line.priority })}>${t("staff-priority-short", { count: line.priority })}</span>`}</td>
      <td class="right number"><span class="wait-chip ${tone(longest)}">${inMinutes(longest)}</span></td>
      <td class="right number">${inMinutes(waited?.median_s)}</td>
      <td class="right number">${inMinutes(waited?.p90_s)}</td>
      <td>${stranded ? html`<span class="stranded">${t("staff-no-counter")}</span>` : html`<span class="wait-chip wait-likely number ${tone(line.wait?.p50)}">${likely(line.wait)}</span>`}</td>
      <td class="right number">${line.counters_open.length}/${line.counters.length}</td>
    </tr>`;
}

/** A narrow column: the range alone, the heading says the rest. @param {any} wait */
function likely(wait) {
  const range = minutesRange(wait);
  return range ? t("staff-likely-range", { from: String(range.from), to: String(range.to) }) : "";
}

/** @param {number | null | undefined} seconds */
const inMinutes = (seconds) => minutes(seconds) ?? "–";
