/** A chart of waits, people beneath, and the table that says the same at one press. Drawn by uPlot in one ink and its tints:
 * lines differ by their dashes, and bear their names. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { Plot } from "/assets/vendor/plot.js";
import { t } from "/assets/js/texts.js";

/**
 * @typedef {{name: string, values: (number | null)[]}} Values
 * @typedef {{title: string, says: string, rows: string, places: string[], low: Values, high: Values, people: Values, limit: {name: string, minutes: number}}} Drawn
 * `places`: what stands below each; `low` and `high`: minutes, between which it is tinted.
 */

const HEIGHT = 220;
const NAMES = 140;
const LINE = 17;

/** @param {Drawn} props */
export function Chart(props) {
  const [asTable, setAsTable] = useState(false);
  return html`
    <section class="card chart">
      <div class="chart-head"><h2>${props.title}</h2><p class="quiet">${props.says}</p>
        <button type="button" class="button button-small" aria-pressed=${asTable} onClick=${() => setAsTable(!asTable)}>${t(asTable ? "staff-as-bars" : "staff-as-table")}</button></div>
      ${asTable ? html`<${Table} ...${props} />` : html`<${Picture} ...${props} />`}
    </section>`;
}

/** @param {Drawn} props */
function Picture(props) {
  const box = /** @type {{current: HTMLElement | null}} */ (useRef(null));
  useEffect(() => {
    const host = /** @type {HTMLElement} */ (box.current);
    const plot = new Plot(options(props, host.clientWidth), /** @type {any} */ (data(props)), host);
    const watch = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT }));
    watch.observe(host);
    document.fonts.ready.then(() => plot.redraw());
    return () => { watch.disconnect(); plot.destroy(); };
  }, [props.places, props.low.values]);
  return html`<div class="chart-box" role="img" aria-label=${`${props.title}. ${props.says}`} ref=${box}></div>`;
}

/** @param {Drawn} props */
function Table({ rows, places, low, high, people }) {
  return html`
    <div class="table-scroll" tabindex="0"><table class="table">
      <thead><tr><th scope="col">${rows}</th>${[people, low, high].map(({ name }) => html`<th scope="col" class="right">${name}</th>`)}</tr></thead>
      <tbody>${places.map((place, at) => html`<tr><th scope="row">${place}</th>
        <td class="right number">${people.values[at] ?? "–"}</td>
        ${[low, high].map(({ values }) => html`<td class="right number">${minutes(values[at] ?? null)}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}

/** @param {number | null} value */
const minutes = (value) => (value === null ? "–" : t("staff-minutes", { minutes: Math.round(value) }));

/** @param {Drawn} props */
const data = ({ places, low, high, people }) => [places.map((_, at) => at), people.values, low.values, high.values];

/** @param {string} name */
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {Drawn} props @param {number} width @returns {import("/assets/vendor/plot.js").Options} */
function options(props, width) {
  const { places, low, high, people, limit } = props;
  const highest = Math.max(limit.minutes * 1.2, ...[...low.values, ...high.values].map((value) => value ?? 0));
  const most = Math.max(1, ...people.values.map((value) => value ?? 0));
  const font = `13px ${ink("--font")}`;
  const axis = { stroke: ink("--ink-quiet"), font, grid: { stroke: ink("--hairline"), width: 1 }, ticks: { show: false } };
  const line = { scale: "y", stroke: ink("--called"), points: { size: 7, fill: ink("--paper") }, spanGaps: false };
  return {
    width, height: HEIGHT, padding: [18, NAMES, 0, 0], legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false, range: [-0.6, places.length - 0.4] }, y: { range: [0, highest * 1.05] }, people: { range: [0, most * 5] } },
    axes: [
      { ...axis, grid: { show: false }, size: 30, space: 84, incrs: [1, 2, 5, 7, 14, 30], values: (_, splits) => splits.map((at) => places[at] ?? "") },
      { ...axis, scale: "y", size: 46 },
    ],
    series: [
      {},
      { scale: "people", stroke: ink("--edge"), fill: ink("--called-tint"), paths: /** @type {any} */ (Plot.paths.bars)({ size: [0.7, 60] }), points: { show: false } },
      { ...line, width: 2.5 },
      { ...line, width: 2, dash: [7, 4] },
    ],
    bands: [{ series: [3, 2], fill: `color-mix(in srgb, ${ink("--called")} 12%, transparent)` }],
    hooks: { draw: [(plot) => name(plot, { low, high, people, limit, font })] },
  };
}

/** Writes its name beside each line's end, and how many people each bar is.
 * @param {Plot} plot @param {Pick<Drawn, "low" | "high" | "people" | "limit"> & {font: string}} of */
function name(plot, { low, high, people, limit, font }) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = font.replace("13", String(13 * ratio));
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const ends = [
    { name: limit.name, y: plot.valToPos(limit.minutes, "y", true), ink: ink("--alarm-ink") },
    ...[low, high].map(({ name, values }) => ({ name, y: plot.valToPos(last(values), "y", true), ink: ink("--called-ink") })),
  ].sort((one, other) => one.y - other.y);
  ctx.strokeStyle = ink("--alarm");
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, plot.valToPos(limit.minutes, "y", true));
  ctx.lineTo(bbox.left + bbox.width, plot.valToPos(limit.minutes, "y", true));
  ctx.stroke();
  let lowest = -Infinity;
  for (const end of ends) {
    lowest = Math.max(end.y, lowest + LINE * ratio);
    ctx.fillStyle = end.ink;
    ctx.fillText(end.name, bbox.left + bbox.width + 10 * ratio, lowest);
  }
  ctx.fillStyle = ink("--ink-quiet");
  ctx.textAlign = "center";
  people.values.forEach((value, at) => {
    if (value) ctx.fillText(String(value), plot.valToPos(at, "x", true), plot.valToPos(0, "y", true) - 9 * ratio);
  });
  ctx.restore();
}

/** The last there is. @param {(number | null)[]} values */
const last = (values) => values.findLast((value) => value !== null) ?? 0;
