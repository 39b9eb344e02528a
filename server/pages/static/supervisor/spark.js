/** A small line of the day's hours; decoration for the eye, the numbers stand in the table of hours. */

import { html } from "/assets/vendor/ui.js";

const WIDTH = 96;
const HEIGHT = 36;

/** @param {{hours: any[], of: (hour: any) => number | null, limit?: number}} props */
export function Spark({ hours, of, limit = 0 }) {
  const values = hours.map(of);
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length < 2) return null;
  const top = Math.max(limit, ...known) || 1;
  const x = (/** @type {number} */ at) => 2 + (at * (WIDTH - 4)) / (hours.length - 1);
  const y = (/** @type {number} */ value) => HEIGHT - 3 - (value / top) * (HEIGHT - 6);
  const points = values.map((value, at) => (value === null || value === undefined ? null : `${x(at).toFixed(1)},${y(value).toFixed(1)}`)).filter(Boolean);
  return html`
    <svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      ${limit > 0 && html`<line class="spark-limit" x1="0" x2=${WIDTH} y1=${y(limit)} y2=${y(limit)} />`}
      <polyline class="spark-line" points=${points.join(" ")} />
    </svg>`;
}
