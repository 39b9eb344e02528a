/** How the waits went through the period: the median and nine of ten people, day by day, or week by week in a quarter. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Chart } from "../chart.js";
import { writtenDay } from "../dateField.js";
import { report, trend } from "./state.js";

export function Trend() {
  const found = trend.value;
  if (!found || found.rows.length < 2) return null;
  const rows = found.rows;
  const limit = Math.round(/** @type {import("./state.js").Report} */ (report.value).target_s / 60);
  return html`<${Chart} title=${t(`report-trend-${found.by}`)} says=${t("report-trend-says")} rows=${t(`report-by-${found.by}`)}
    places=${rows.map(({ key }) => writtenDay(key).slice(0, 5))}
    low=${{ name: t("report-trend-median"), values: rows.map(({ waited }) => minutes(waited.median_s)) }}
    high=${{ name: t("report-trend-p90"), values: rows.map(({ waited }) => minutes(waited.p90_s)) }}
    people=${{ name: t("report-column-visits"), values: rows.map(({ visits }) => visits) }}
    limit=${{ name: t("report-trend-target", { minutes: limit }), minutes: limit }} />`;
}

/** @param {number | null} seconds */
const minutes = (seconds) => (seconds === null ? null : seconds / 60);
