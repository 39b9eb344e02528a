/** The rows of the story, a few hundred at a time: a day is long, and a browser need not draw it all. */

import { html, useState } from "/assets/vendor/ui.js";
import { clock, hallDay, longDate } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { whoOf, whyOf } from "./words.js";

const STEP = 200;

/** @param {{rows: Record<string, any>[]}} props */
export function Rows({ rows }) {
  const [limit, setLimit] = useState(STEP);
  if (!rows.length) return html`<p class="told-empty">${t("staff-story-empty")}</p>`;
  return html`
    <div class="card told-table table-scroll" tabindex="0" role="region" aria-label=${t("staff-page-story")}>
      <table class="table">
        <thead><tr>
          <th scope="col" class="right">${t("staff-story-seq")}</th><th scope="col">${t("staff-story-at")}</th><th scope="col">${t("staff-story-what")}</th>
          <th scope="col">${t("staff-story-label")}</th><th scope="col" class="right">${t("staff-counter-word")}</th><th scope="col">${t("staff-story-by")}</th><th scope="col">${t("staff-story-why")}</th>
        </tr></thead>
        <tbody>${rows.slice(0, limit).map((row) => html`<${Row} key=${row.seq} row=${row} />`)}</tbody>
      </table>
    </div>
    ${rows.length > limit && html`<button type="button" class="button" onClick=${() => setLimit(limit + STEP)}>${t("staff-story-more", { count: Math.min(STEP, rows.length - limit) })}</button>`}`;
}

/** @param {{row: Record<string, any>}} props */
function Row({ row }) {
  return html`
    <tr data-seq=${row.seq} class="told-${row.kind}">
      <td class="right number quiet" title=${row.hash}>${row.seq}</td>
      <td class="number" title=${longDate(row.at)}>${clock(row.at)}<span class="quiet">${seconds(row.at)}</span></td>
      <td><span class="told-kind">${t(`staff-kind-${row.kind}`)}</span></td>
      <td class="number strong">${row.label ?? ""}</td>
      <td class="right number">${row.counter ?? ""}</td>
      <td>${whoOf(row.by)}</td>
      <td>${whyOf(row)}${row.kind === "ticket_called" && row.details.times === 1 && html` <${Ask} row=${row} />`}</td>
    </tr>`;
}

/** To the page that answers whoever was not called. @param {{row: Record<string, any>}} props */
function Ask({ row }) {
  const question = new URLSearchParams({ other: row.label, day: hallDay(row.at) });
  return html`<a href="/why?${question}" aria-label="${t("staff-story-ask")} ${row.label}">${t("staff-story-ask")}</a>`;
}

/** @param {string} iso */
const seconds = (iso) => `:${String(new Date(iso).getUTCSeconds()).padStart(2, "0")}`;
