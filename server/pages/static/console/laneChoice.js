/** The clerk has looked at the person and the papers: the lane is right, or it is another one, with the reason. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { groundName } from "../lane.js";
import { desk, inFlight } from "./state.js";
import { ticketMove } from "./moves.js";
import { Reasons } from "./reasons.js";

const KEYS = "1234567890";

/** @typedef {{lane: string, grounds?: string, text: string}} Target */

/** @param {{ticket: {id: number, lane: string, grounds: string | null, lane_checked_by?: string | null}}} props */
export function LaneChoice({ ticket }) {
  const [target, setTarget] = useState(/** @type {Target | null} */ (null));
  if (target) {
    const { lane, grounds, text } = target;
    return html`
      <p class="lane-target">${text}</p>
      <${Reasons} of=${lane === "priority" ? "lane-up" : "lane-down"} onReason=${(/** @type {string} */ reason) => ticketMove(ticket.id, "lane", { lane, ...(grounds ? { grounds } : {}), reason })} />`;
  }
  const others = targets(ticket);
  // Pressing what stands already confirms it and needs no reason.
  const confirm = ticket.lane !== "ordinary" && !ticket.lane_checked_by;
  return html`
    <div class="options">
      ${confirm && html`
        <button type="button" class="option" data-keys="Digit1" data-likely data-lane="confirm" disabled=${inFlight.value !== ""}
                onClick=${() => ticketMove(ticket.id, "lane", { lane: ticket.lane, ...(ticket.grounds ? { grounds: ticket.grounds } : {}) })}>
          <kbd>1</kbd> ${t("desk-lane-confirm", { lane: said(ticket) })}
        </button>`}
      ${others.map((other, at) => {
        const key = KEYS[at + (confirm ? 1 : 0)];
        return html`
          <button type="button" class="option" data-keys=${key ? `Digit${key}` : undefined} data-lane=${other.grounds ?? other.lane} disabled=${inFlight.value !== ""} onClick=${() => setTarget(other)}>
            ${key && html`<kbd>${key}</kbd>`} ${other.text}
          </button>`;
      })}
    </div>`;
}

/** @param {{lane: string, grounds: string | null}} ticket @returns {Target[]} */
function targets(ticket) {
  const { grounds } = desk.value;
  return [
    ...(ticket.lane === "ordinary" ? [] : [{ lane: "ordinary", text: t("desk-lane-to-ordinary") }]),
    ...grounds.filter(({ code }) => code !== ticket.grounds).map(({ code }) => ({
      lane: "priority", grounds: code, text: t("desk-lane-to-priority", { grounds: groundName(code, grounds) }),
    })),
  ];
}

/** @param {{lane: string, grounds: string | null}} ticket */
const said = ({ lane, grounds }) => (grounds ? groundName(grounds, desk.value.grounds) : t(`common-lane-${lane}`));
