/** What all of these days came to: people, the four durations, and what went wrong. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { clocked, count, percent, report } from "./state.js";

const DURATIONS = ["waited", "walked", "served", "stayed"];

export function Sums() {
  const { whole, guides, days } = /** @type {import("./state.js").Report} */ (report.value);
  const told = [
    ["visits", count(whole.visits)], ["legs", count(whole.legs)], ["finished", count(whole.finished)],
    ["absent", count(whole.absent)], ["left_late", count(whole.left_late)], ["priority_share", percent(whole.priority_share)],
    ["dossiers_per_ticket", whole.dossiers_per_ticket === null ? "–" : count(whole.dossiers_per_ticket)],
    ["supplement", count(whole.outcomes.supplement ?? 0)], ["asked_again", count(whole.asked_again)],
    ["transferred", count(whole.transferred)], ["chosen", count(whole.chosen)], ["kept_share", percent(whole.kept_share)],
    ["guides", count(guides)], ["days", count(days)],
  ];
  return html`
    <section class="card report-sums" aria-labelledby="report-sums-title">
      <h2 id="report-sums-title">${t("report-all")}</h2>
      <table class="table report-durations">
        <thead><tr><td></td>${["n", "median_s", "p90_s", "max_s", "within_target"].map((part) => html`<th scope="col" class="right">${t(`report-column-${part}`)}</th>`)}</tr></thead>
        <tbody>${DURATIONS.map((name) => html`<tr data-duration=${name}><th scope="row">${t(`report-${name}`)}</th>
          <td class="right number">${count(whole[name].n)}</td><td class="right number strong">${clocked(whole[name].median_s)}</td>
          <td class="right number">${clocked(whole[name].p90_s)}</td><td class="right number">${clocked(whole[name].max_s)}</td>
          <td class="right number">${percent(whole[name].within_target)}</td></tr>`)}</tbody>
      </table>
      <dl class="report-counts">${told.map(([name, value]) => html`<div data-count=${name} class=${name === "asked_again" && whole.asked_again ? "is-forbidden" : ""}><dt>${t(`report-column-${name}`)}</dt><dd>${value}</dd></div>`)}</dl>
      ${whole.clock_back > 0 && html`<p class="quiet">${t("report-clock-back", { n: whole.clock_back })}</p>`}
    </section>`;
}
