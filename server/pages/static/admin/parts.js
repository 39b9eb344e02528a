/** Small parts of the administration: a table, a notice beside a form. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{titles: string[], rows: any[][] | null, failed?: string}} props */
export function Table({ titles, rows, failed = "" }) {
  if (failed) return html`<${Notice} bad=${true} text=${failed} />`;
  if (!rows) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  if (!rows.length) return html`<p class="told-empty">${t("staff-nothing-yet")}</p>`;
  return html`
    <div class="card table-card table-scroll" tabindex="0"><table class="table">
      <thead><tr>${titles.map((title) => html`<th scope="col">${title || html`<span class="visually-hidden">${t("staff-actions")}</span>`}</th>`)}</tr></thead>
      <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

/** @param {{text: string, bad?: boolean}} props */
export function Notice({ text, bad = false }) {
  if (!text) return null;
  return html`<p class="notice ${bad ? "notice-bad" : "notice-good"}" role=${bad ? "alert" : "status"}>
    <span class="icon icon-${bad ? "circle-alert" : "circle-check"}" aria-hidden="true"></span>${text}</p>`;
}
