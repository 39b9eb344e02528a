/** A long list as leaves of a book: nothing scrolls, two large buttons turn; a leaf holds as many rows as fit whole. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { keep, screen } from "./state.js";

/** Rows laid out at once, of which the ones that do not fit are hidden: more choices in sight nobody takes in. */
const MOST = 8;

/** How many of the rows in `box` stand in it whole. @param {HTMLElement} box */
function fitting(box) {
  const rows = /** @type {HTMLElement[]} */ ([...box.children]);
  const whole = rows.filter((row) => row.offsetTop + row.offsetHeight <= box.clientHeight + 1).length;
  return Math.max(1, whole);
}

/** @param {{rows: any[], draw: (row: any) => any, class?: string, label: string}} props */
export function Leaves({ rows, draw, class: own = "", label }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [fit, setFit] = useState(MOST);
  const [turning, setTurning] = useState(false);
  const starts = screen.value.starts ?? [0];
  const start = Math.min(starts[starts.length - 1], Math.max(0, rows.length - 1));
  const shown = rows.slice(start, start + MOST);
  useEffect(() => {
    const el = box.current;
    if (!el) return undefined;
    // Before each paint: names are long or short, letters large or small, languages differ; only the screen knows.
    const watcher = new ResizeObserver(() => {
      const whole = fitting(el);
      setFit(whole);
      // The two buttons take room themselves; once they stand there they stay, or the list would jump to and fro.
      if (start + whole < rows.length) setTurning(true);
    });
    watcher.observe(el);
    for (const row of el.children) watcher.observe(row);
    return () => watcher.disconnect();
  }, [start, rows]);
  const here = Math.min(fit, shown.length);
  const more = start + here < rows.length;
  return html`
    <ul class="leaf ${own}" aria-label=${label} ref=${box}>
      ${shown.map((row, at) => html`<li key=${start + at} class=${at < here ? "" : "is-beyond"}>${draw(row)}</li>`)}
    </ul>
    ${(turning || start > 0) && html`<div class="turn">
      <button class="turn-button" disabled=${starts.length < 2} onClick=${() => keep({ starts: starts.slice(0, -1) })}>
        <span class="icon icon-chevron-left" aria-hidden="true"></span>${t("kiosk-leaf-previous")}</button>
      <span class="turn-place" aria-live="polite">${t(here === 1 ? "kiosk-leaf-place-one" : "kiosk-leaf-place", { from: start + 1, to: start + here, of: rows.length })}</span>
      <button class="turn-button" disabled=${!more} onClick=${() => keep({ starts: [...starts, start + here] })}>
        ${t("kiosk-leaf-next")}<span class="icon icon-chevron-right" aria-hidden="true"></span></button>
    </div>`}`;
}
