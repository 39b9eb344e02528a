/** The halls as rows, the worst first; each column puts them in its own order. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { writtenDay } from "../dateField.js";
import { order, shown, sortBy } from "./order.js";
import { Row } from "./row.js";
import { sought, view } from "./state.js";

const NOW = ["waiting", "longest", "open", "red", "machines"];
const PERIOD = ["visits", "median", "p90", "within", "absent"];

export function Table() {
  const { halls, since, through, target_s: target } = /** @type {import("./state.js").View} */ (view.value);
  const days = since === through ? writtenDay(since) : t("report-days", { since: writtenDay(since), through: writtenDay(through) });
  const heads = (/** @type {string[]} */ names) => names.map((name) => html`<${Head} name=${name} minutes=${target / 60} />`);
  return html`
    <div class="table-scroll province-scroll" tabindex="0" role="region" aria-label=${t("province-title")}>
      <table class="table province-table">
        <colgroup><col class="col-name" />${[...NOW, ...PERIOD].map((name) => html`<col class=${`col-${name}`} />`)}</colgroup>
        <thead>
          <tr class="province-groups"><td></td><th scope="colgroup" colspan=${NOW.length}>${t("province-now")}</th><th scope="colgroup" colspan=${PERIOD.length}>${days}</th></tr>
          <tr>${heads(["name", ...NOW, ...PERIOD])}</tr>
        </thead>
        <tbody>${shown.value.map((hall) => html`<${Row} key=${hall.code} hall=${hall} />`)}</tbody>
      </table>
      ${!shown.value.length && html`<p class="province-none" role="status">${t("province-none-found")}</p>`}
    </div>
    <p class="visually-hidden" role="status">${sought.value && t("province-found", { n: shown.value.length, all: halls.length })}</p>`;
}

/** @param {{name: string, minutes: number}} props */
function Head({ name, minutes }) {
  const { column, up } = order.value;
  const sorted = column === name ? (up ? "ascending" : "descending") : "none";
  return html`
    <th scope="col" aria-sort=${sorted} class=${name === "name" ? "" : "right"}>
      <button type="button" class="sort" data-sort=${name} onClick=${() => sortBy(name)}>${t(`province-${name}`, { minutes })}
        ${column === name && html`<span class=${`icon icon-chevron-${up ? "up" : "down"}`} aria-hidden="true"></span>`}</button></th>`;
}
