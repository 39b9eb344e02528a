/** Why this one: one sentence a clerk can say to whoever came earlier and still waits. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { groundName, passedName } from "../lane.js";
import { desk } from "./state.js";

/** So many of those passed over are named; the others are counted. */
const NAMED = 3;

/** @param {{ticket: import("./state.js").Hand}} props */
export function WhyLine({ ticket }) {
  if (!ticket.why) return null;
  const { because, passed_over: count, passed, helped, reason } = ticket.why;
  const cause = causeOf(ticket, ticket.why);
  const named = passed.slice(0, NAMED).map(passedName).join(", ") + (count > NAMED ? "…" : "");
  return html`
    <p class="hand-why" data-because=${because}>
      ${count > 0 ? t(because === "chosen" ? "desk-why-chosen" : "desk-why-passed", { count, labels: named, cause, reason: reason ?? "" }) : t("desk-why", { cause })}
      ${helped && html` ${t("desk-why-helped", { service: ticket.service_name })}`}
    </p>`;
}

/** As it was at the call: a lane that is put right at the desk changes nothing of it. @param {import("./state.js").Hand} ticket @param {NonNullable<import("./state.js").Hand["why"]>} why */
function causeOf(ticket, { because, lane, grounds, slot_at }) {
  return t(`desk-because-${because}`, {
    grounds: grounds ? groundName(grounds, desk.value.grounds).toLocaleLowerCase() : "none",
    slot: slot_at ? clock(slot_at) : "none",
    age: ageText(Date.parse(ticket.counts_from), Date.parse(ticket.called_at ?? ticket.counts_from)),
    lane,
  });
}
