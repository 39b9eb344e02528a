/** The band of the newest call: the one thing on the screen that must be read from ten metres. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

/** @typedef {import("/assets/js/protocol.js").Call} Call */

/** Still on the way: the ticket is called, and its counter has not gone for a break meanwhile. @param {Call} call */
function invites(call) {
  return call.state === "called" && (call.counter_state === null || call.counter_state === "open");
}

/** @typedef {{label: string, counter: number} | null} Ringing */

/** @param {Ringing} ringing @returns {(call: Call) => boolean} */
const is = (ringing) => (call) => ringing?.label === call.label && ringing.counter === call.counter;

/**
 * The call being read, so that eyes and ears agree; else the newest whose person is still awaited, or that rings just now, however fast the clerk was.
 * @param {Call[]} calls
 * @param {{speaking: Ringing, fresh: Ringing}} ringing
 */
export function shown(calls, { speaking, fresh }) {
  return calls.find(is(speaking)) ?? calls.find((call) => invites(call) || is(fresh)(call));
}

/**
 * @param {object} view
 * @param {Call} view.call
 * @param {boolean} view.fresh called just now: the band pulses
 */
export function Newest({ call, fresh }) {
  return html`<section class="newest ${fresh ? "is-fresh" : ""} ${call.label.length > 4 ? "is-long" : ""}" key=${`${call.label}/${call.counter}/${call.seq}`} aria-live="polite" aria-label=${t("display-invite")}>
    <div class="newest-who">
      <p class="newest-word">
        ${t("display-invite")}
        ${call.lane === "priority" && html`<span class="state state-priority"><span class="icon icon-star"></span>${t("common-lane-priority")}</span>`}
      </p>
      <p class="newest-label" data-newest-label>${call.label}</p>
    </div>
    <span class="newest-arrow icon icon-move-right"></span>
    <div class="newest-where">
      <p class="newest-word">${t("display-to-counter")}</p>
      <p class="newest-counter" data-newest-counter>${call.counter}</p>
    </div>
    <p class="newest-when">${t("display-called-at", { time: clock(call.at) })}${call.times > 1 && html` · ${t("display-called-again", { times: call.times })}`}</p>
  </section>`;
}
