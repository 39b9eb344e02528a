/** The clerk's console: the ticket in hand and its moves, my line, my counter and the others. */

import { effect, html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { levels, watchDevices } from "../machines.js";
import { TrialBand } from "../trialBand.js";
import { away, board, desk, inFlight, lines, refusal, takeDesk } from "./state.js";
import { listenToKeys } from "./keys.js";
import { followHours } from "./hints.js";
import { keepPickedInSight, step } from "./picking.js";
import { titleOf } from "./title.js";
import { HandCard } from "./handCard.js";
import { MoveBar } from "./moveBar.js";
import { MyLine } from "./myLine.js";
import { MyCounter } from "./myCounter.js";
import { OtherCounters } from "./otherCounters.js";
import { Machines } from "./machines.js";

const { counter = "", own = "" } = document.body.dataset;

function Console() {
  if (!desk.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  return html`
    <${TrialBand} on=${desk.value.trial} />
    <div class="desk" aria-busy=${inFlight.value !== ""}>
      <div class="desk-hand"><${HandCard} /><${MoveBar} /></div>
      <div class="desk-line"><${MyLine} /></div>
      <div class="desk-side"><${MyCounter} /><${OtherCounters} /><${Machines} /></div>
    </div>`;
}

await loadTexts(document.documentElement.lang, ["staff", "desk"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Console} />`, main);
listenToKeys(step);
keepPickedInSight();
followHours();
watchDevices();
// Read by the page of seats, should somebody take this one over.
sessionStorage.setItem("moiso_seat", own);

const line = openLine({ desk: takeMine, lines: (level) => { lines.value = level; }, board: (level) => { board.value = level; }, ...levels });

/** A supervisor's socket may still bring the desk watched before. @param {import("./state.js").Desk} level */
function takeMine(level) {
  if (level.counter.number === Number(counter)) takeDesk(level);
}

let watched = false;
effect(() => {
  // A socket belongs to its counter from the start; one who looks over another's shoulder asks again after each connect.
  const { connected } = line.status.value;
  if (connected && !watched && counter !== own) line.send("watch_desk", { counter: Number(counter) });
  watched = connected;
});
effect(() => {
  away.value = line.lost.value;
  if (!away.value) refusal.value = null;
});
effect(() => { document.title = titleOf(desk.value, line.status.value.connected, counter); });
