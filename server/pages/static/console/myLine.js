/** My line: the next five with the reason of their order, the rest in a fold, the parked and the absent in two more. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { desk, picked } from "./state.js";
import { Refused } from "./refused.js";
import { Waiting } from "./waitingRow.js";
import { Absent, Parked, isDue } from "./asideRows.js";

const IN_SIGHT = 5;

export function MyLine() {
  const { next, waiting, parked, absent } = desk.value;
  const rest = next.slice(IN_SIGHT);
  const unseen = waiting - next.length;
  const due = parked.filter(isDue).length;
  return html`
    <section class="card line" aria-labelledby="line-title" tabindex="0">
      <h2 id="line-title">${t("staff-my-line")} <span class="count number">${waiting}</span>
        ${due > 0 && html`<span class="state state-paused line-due">${t("desk-due", { count: due })} <kbd>W</kbd></span>`}</h2>
      <${Refused} place="line" />
      ${waiting === 0 && html`<p class="line-empty">${t("staff-line-empty")}</p>`}
      <ol class="line-next">${next.slice(0, IN_SIGHT).map((ticket) => html`<${Waiting} key=${ticket.id} ticket=${ticket} />`)}</ol>
      ${waiting > IN_SIGHT && html`
        <${Fold} title=${t("staff-rest")} count=${waiting - IN_SIGHT} rows=${rest} letter="N">
          <ol class="line-next">${rest.map((ticket) => html`<${Waiting} key=${ticket.id} ticket=${ticket} />`)}</ol>
          ${unseen > 0 && html`<p class="line-empty">${t("staff-and-more", { count: unseen })}</p>`}
        <//>`}
      <${Fold} title=${t("staff-parked")} count=${parked.length} rows=${parked} letter="W" note=${due ? t("desk-due", { count: due }) : ""}>
        <ul>${parked.map((ticket) => html`<${Parked} key=${ticket.id} ticket=${ticket} />`)}</ul>
      <//>
      <${Fold} title=${t("staff-absent")} count=${absent.length} rows=${absent} letter="E">
        <ul>${absent.map((ticket) => html`<${Absent} key=${ticket.id} ticket=${ticket} />`)}</ul>
      <//>
    </section>`;
}

/**
 * Its key picks the first of the list; whoever is picked in it holds it open.
 * @param {{title: string, count: number, rows: {id: number}[], letter: string, note?: string, children?: any}} props
 */
function Fold({ title, count, rows, letter, note = "", children }) {
  const [open, setOpen] = useState(false);
  if (!count) return html`<p class="fold-empty">${title} <span class="count number">0</span></p>`;
  const holds = rows.some(({ id }) => id === picked.value);
  const shown = open || holds;
  const turn = (/** @type {boolean} */ byMouse) => {
    if (holds) picked.value = null;
    else if (!shown && !byMouse) picked.value = rows[0].id;
    setOpen(!shown && byMouse);
  };
  return html`
    <div class="fold">
      <button type="button" class="fold-head" aria-expanded=${shown} data-keys="Key${letter}" data-fold=${letter}
              onClick=${(/** @type {any} */ event) => turn(event.detail > 0)}>
        <span>${title}</span> <span class="count number">${count}</span>
        ${note && html`<span class="state state-paused">${note}</span>`}
        <kbd>${letter}</kbd>
      </button>
      ${shown && children}
    </div>`;
}
