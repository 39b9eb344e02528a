/** The services as rows, always in the same order, so that the eye finds each at its place. */

import { html, useLayoutEffect, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { figures, likely, lines, longestNow, minutes, tone } from "./state.js";
import { Band, nextHours, spellClock, spellsOf } from "./nextHours.js";
import { Rules } from "./rules.js";

export function Services() {
  const [isAhead, setIsAhead] = useState(false);
  const [turned, setTurned] = useState(0);
  const turn = () => { setIsAhead(!isAhead); setTurned(turned + 1); };
  // The press that turns the table stands in a head that goes with it: whoever works by keyboard stays where they were.
  useLayoutEffect(() => { if (turned) document.getElementById("next-hours")?.focus(); }, [turned]);
  const level = lines.value;
  return html`
    <section class="card services">
      <h2 id="services-title" class="visually-hidden">${t("staff-services")}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-labelledby="services-title">
      <table class="table" style=${{ "--rows": level.lines.length }}>
        ${isAhead ? html`<${HeadAhead} turn=${turn} />` : html`<${Head} turn=${turn} />`}
        <tbody>${level.lines.map((line) => (isAhead ? html`<${RowAhead} key=${line.service} line=${line} />` : html`<${Row} key=${line.service} line=${line} at=${level.at} />`))}</tbody>
      </table></div>
      <${Rules} />
    </section>`;
}

/** @param {{turn: () => void}} props */
function Head({ turn }) {
  return html`
    <colgroup><col class="col-code" /><col /><col class="col-waiting" /><col class="col-figure" /><col class="col-called" /><col class="col-likely" /><col class="col-band" /><col class="col-open" /></colgroup>
    <thead><tr>
      <th scope="col" colspan="2">${t("staff-service")}</th>
      <th scope="col" class="right">${t("staff-waiting")}</th>
      <th scope="col" class="right">${t("staff-longest")}</th>
      <th scope="col" class="right" title=${t("staff-p50-p90-told")}>${t("staff-p50-p90")}</th>
      <th scope="col"><a href="/promises" title=${t("promise-page")}>${t("staff-likely")}</a></th>
      <th scope="col"><${Turn} turn=${turn} isAhead=${false} /></th>
      <th scope="col" class="right"><a href="/what-if" title=${t("whatif-page")}>${t("staff-counters-open")}</a></th>
    </tr></thead>`;
}

/** @param {{line: import("./state.js").Line, at: string}} props */
function Row({ line, at }) {
  const waited = figures.value.services.find(({ service }) => service === line.service)?.waited;
  const longest = longestNow(line, at);
  return html`
    <tr class=${line.waiting ? "" : "row-quiet"} data-service=${line.service}>
      <${Name} line=${line} />
      <td class="right number strong">${line.waiting}${line.priority > 0 && html`<span class="priority-count" title=${t("staff-of-them-priority", { count: line.priority })}>${t("staff-priority-short", { count: line.priority })}</span>`}</td>
      <td class="right number"><span class="wait-chip ${tone(longest)}">${inMinutes(longest)}</span></td>
      <td class="right number">${waited?.n ? `${inMinutes(waited.median_s)} · ${inMinutes(waited.p90_s)}` : "–"}</td>
      <td><${Likely} line=${line} /></td>
      <td><${Band} line=${line} /></td>
      <td class="right number">${line.counters_open.length}/${line.counters.length}</td>
    </tr>`;
}

/** @param {{turn: () => void}} props */
function HeadAhead({ turn }) {
  return html`
    <colgroup><col class="col-code" /><col /><col class="col-likely" />${nextHours.value?.begins.map(() => html`<col class="col-spell" />`)}</colgroup>
    <thead><tr>
      <th scope="col" colspan="2"><span class="head-ahead">${t("staff-service")}<${Turn} turn=${turn} isAhead=${true} /></span></th>
      <th scope="col">${t("staff-likely")}</th>
      ${nextHours.value?.begins.map((begins, step) => html`<th key=${begins} scope="col">${spellClock(step)}</th>`)}
    </tr></thead>`;
}

/** @param {{line: import("./state.js").Line}} props */
function RowAhead({ line }) {
  return html`
    <tr class=${line.waiting ? "" : "row-quiet"} data-service=${line.service}>
      <${Name} line=${line} />
      <td><${Likely} line=${line} /></td>
      ${spellsOf(line.service).map((spell) => html`<td class="number"><span class="wait-chip wait-likely ${tone(spell.wait?.p50)}" title=${t("staff-next-hours-people", { people: Math.round(spell.people) })}>${likely(spell.wait) || "–"}</span></td>`)}
    </tr>`;
}

/** Between the lines as they are and what is expected, in figures. @param {{turn: () => void, isAhead: boolean}} props */
const Turn = ({ turn, isAhead }) => html`<button type="button" class="turn" id="next-hours" aria-pressed=${isAhead} title=${t(isAhead ? "staff-as-bars" : "staff-as-table")} onClick=${turn}>${t("staff-next-hours")}</button>`;

/** @param {{line: import("./state.js").Line}} props */
const Name = ({ line }) => html`<td class="service-code">${line.service}</td><th scope="row" class="clip" title=${line.name}>${line.name}</th>`;

/** @param {{line: import("./state.js").Line}} props */
function Likely({ line }) {
  if (line.waiting > 0 && line.counters_open.length === 0) return html`<span class="stranded">${t("staff-no-counter")}</span>`;
  // A narrow column: the range alone, the heading says the rest.
  return html`<span class="wait-chip wait-likely number ${tone(line.wait?.p50)}">${likely(line.wait)}</span>`;
}

/** @param {number | null | undefined} seconds */
const inMinutes = (seconds) => minutes(seconds) ?? "–";
