/** The band of the newest call: the one thing on the screen that must be read from ten metres. */

import { html } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

/**
 * @param {object} view
 * @param {import("/assets/js/protocol.js").Call | undefined} view.call
 * @param {boolean} view.fresh called just now: the band pulses
 */
export function Newest({ call, fresh }) {
  if (!call) {
    return html`<section class="newest newest-empty" aria-label=${t("display-invite")}>
      <span class="icon icon-armchair"></span>
      <div><h2>${t("display-empty-title")}</h2><p>${t("display-empty-hint")}</p></div>
    </section>`;
  }
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
