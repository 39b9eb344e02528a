/** The four figures of the moment, each with its target. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { alerts, figures, lines, longestNow, minutes, tone, withinTarget } from "./state.js";
import { Spark } from "./spark.js";

/** @typedef {import("./state.js").Figures["hours"][number]} Hour */

const GOOD_SHARE = 0.9;

/** On a wall nobody reads the fine print: shorter words there. */
export function FourFigures({ isWall = false }) {
  const level = lines.value;
  const day = figures.value;
  const waiting = level.lines.reduce((sum, line) => sum + line.waiting, 0);
  const longest = level.lines.map((line) => ({ line, s: longestNow(line, level.at) })).sort((a, b) => (b.s ?? -1) - (a.s ?? -1))[0];
  const { share, missed } = withinTarget(day, day.target_s);
  const target = Math.round(day.target_s / 60);
  const issued = day.from_home ? t("staff-figure-from-home", { issued: day.issued, n: day.from_home }) : day.issued;
  return html`
    <section class="figures" aria-label=${t("staff-figures")}>
      <${Figure} id="waiting" name=${t("staff-figure-waiting")} value=${waiting} note=${t("staff-figure-issued", { issued, finished: day.finished, guides: day.guides })}>
        <${Spark} hours=${day.hours} of=${(/** @type {Hour} */ hour) => hour.issued} /><//>
      <${Figure} id="longest" name=${isWall ? t("staff-figure-longest") : t("alert-targets", { amber: minutes(alerts.value.targets.amber_s) ?? 0, red: minutes(alerts.value.targets.red_s) ?? 0 })} tone=${tone(longest?.s)} value=${minutes(longest?.s)} unit=${t("staff-minutes-unit")}
        note=${longest?.s != null ? t("staff-figure-longest-at", { service: longest.line.name }) : t("staff-line-empty")} />
      <${Figure} id="median" name=${t("staff-figure-median")} tone=${tone(day.waited.median_s)} value=${minutes(day.waited.median_s)} unit=${t("staff-minutes-unit")}
        note=${t("staff-figure-target-minutes", { target })}>
        <${Spark} hours=${day.hours} of=${(/** @type {Hour} */ hour) => hour.waited.median_s} limit=${day.target_s} /><//>
      <${Figure} id="within" name=${t("staff-figure-within", { target })} tone=${share !== null && share < GOOD_SHARE ? (share < 0.75 ? "is-red" : "is-amber") : ""}
        value=${share === null ? null : Math.round(share * 100)} unit="%" note=${isWall ? t("alert-wall-share", { target: GOOD_SHARE * 100 }) : t("staff-figure-target-share", { target: GOOD_SHARE * 100, missed })}>
        <${Spark} hours=${day.hours} of=${(/** @type {Hour} */ hour) => withinTarget(hour, day.target_s).share} /><//>
    </section>`;
}

/** @param {{id: string, name: string, value: number | null, unit?: string, note: string, tone?: string, children?: any}} props */
function Figure({ id, name, value, unit = "", note, tone: mood = "", children }) {
  return html`
    <div class="card figure ${mood}" data-figure=${id}>
      <h2>${name}</h2>
      <p class="figure-value number">${value ?? "–"}${value !== null && unit && html`<span class="figure-unit">${unit === "%" ? "%" : ` ${unit}`}</span>`}</p>
      <p class="figure-note">${note}</p>
      ${children}
    </div>`;
}
