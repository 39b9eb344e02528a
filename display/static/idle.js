/** What stands in the large band while nobody is invited: a seat, or when the hall works again; and who is expected. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { standing } from "/assets/js/opening.js";
import { t } from "/assets/js/texts.js";
import { whenText } from "/assets/js/when.js";
import { pageOf } from "./pages.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */

const SHOWN = 6;

/** @param {Board} board @returns {{icon: string, title: string, hint: string}} */
function saying({ hours, calls }) {
  const is = standing(hours, now.value);
  const when = hours.reopens_at ? whenText(hours.reopens_at, now.value) : "";
  if (is === "break") return { icon: "clock", title: t("display-lunch-title"), hint: t("display-lunch-hint", { when }) };
  if (is !== "open") {
    const title = hours.reason ? t("display-off-title", { reason: hours.reason }) : t(`display-${is}-title`);
    return { icon: "clock", title, hint: when ? t("display-opens-hint", { when }) : t("display-opens-unknown") };
  }
  if (calls.length) return { icon: "armchair", title: t("display-calm-title"), hint: t("display-calm-hint") };
  return { icon: "armchair", title: t("display-empty-title"), hint: t("display-empty-hint") };
}

/** Slots and the end of codes: their owners know themselves, and nobody else does. @param {{appointments: Board["appointments"]}} view */
function Appointments({ appointments }) {
  const { shown } = pageOf(appointments, SHOWN);
  return html`<div class="slots">
    <h3>${t("display-appointments")}</h3>
    <ul>${shown.map((one) => one && html`<li><time>${clock(one.at)}</time> <span>${one.code}</span></li>`)}</ul>
    <p>${t("display-appointments-how")}</p>
  </div>`;
}

/** @param {{board: Board}} view */
export function Idle({ board }) {
  const { icon, title, hint } = saying(board);
  const coming = standing(board.hours, now.value) === "over" ? [] : board.appointments;
  return html`<section class="newest newest-empty ${coming.length ? "has-slots" : ""}" aria-label=${t("display-invite")}>
    <span class="icon icon-${icon}"></span>
    <div class="idle"><h2>${title}</h2><p>${hint}</p></div>
    ${coming.length > 0 && html`<${Appointments} appointments=${coming} />`}
  </section>`;
}
