/** One page of the story, newest first, each day under its name. */

import { html } from "/assets/vendor/ui.js";
import { clock, hallDay, longDate } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { whoOf, whyOf } from "./words.js";

/** @param {{rows: Record<string, any>[]}} props */
export function Rows({ rows }) {
  if (!rows.length) return html`<p class="card told-empty">${t("staff-story-empty")}</p>`;
  return html`
    <div class="card told-table table-scroll" tabindex="0" role="region" aria-label=${t("staff-page-story")}>
      <table class="table">
        <thead><tr>
          <th scope="col" class="right">${t("staff-story-seq")}</th><th scope="col">${t("staff-story-at")}</th><th scope="col">${t("staff-story-what")}</th>
          <th scope="col">${t("staff-story-label")}</th><th scope="col" class="right">${t("staff-counter-word")}</th><th scope="col">${t("staff-story-by")}</th><th scope="col">${t("staff-story-why")}</th>
        </tr></thead>
        ${daysOf(rows).map(({ day, rows: told }) => html`<tbody key=${day}>
          <tr class="told-day"><th colspan="7" scope="rowgroup">${longDate(told[0].at)}</th></tr>
          ${told.map((row) => html`<${Row} key=${row.seq} row=${row} />`)}</tbody>`)}
      </table>
    </div>`;
}

/** @param {Record<string, any>[]} rows */
function daysOf(rows) {
  /** @type {{day: string, rows: Record<string, any>[]}[]} */
  const days = [];
  for (const row of rows) {
    const day = hallDay(row.at);
    if (days.at(-1)?.day === day) days.at(-1)?.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

/** @param {{row: Record<string, any>}} props */
function Row({ row }) {
  return html`
    <tr data-seq=${row.seq} class="told-row told-${row.kind}">
      <td class="right number quiet" title=${row.hash}>${row.seq}</td>
      <td class="number">${clock(row.at)}<span class="quiet">${seconds(row.at)}</span></td>
      <td><span class="told-kind">${t(`staff-kind-${row.kind}`)}</span></td>
      <td class="number strong">${row.label && html`<a href=${lifeOf(row)} title=${t("story-life", { label: row.label })}>${row.label}</a>`}</td>
      <td class="right number">${row.counter ?? ""}</td>
      <td>${whoOf(row.by)}</td>
      <td>${whyOf(row)}${row.kind === "ticket_called" && row.details.times === 1 && html` <${Ask} row=${row} />`}</td>
    </tr>`;
}

/** All that the story tells of this number on its day. @param {Record<string, any>} row */
const lifeOf = ({ label, at }) => `/story?${new URLSearchParams({ label, since: hallDay(at), until: hallDay(at) })}`;

/** To the page that answers whoever was not called. @param {{row: Record<string, any>}} props */
function Ask({ row }) {
  const question = new URLSearchParams({ other: row.label, day: hallDay(row.at) });
  return html`<a href="/why?${question}" aria-label="${t("staff-story-ask")} ${row.label}">${t("staff-story-ask")}</a>`;
}

/** @param {string} iso */
const seconds = (iso) => `:${String(new Date(iso).getUTCSeconds()).padStart(2, "0")}`;
