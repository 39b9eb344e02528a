/** The number of somebody whose kiosk has not come back: typed off the paper, it joins the line. */

import { html, useLayoutEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { post } from "/assets/js/api.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { devices, wrongWith } from "./machines.js";

const EMPTY = { label: "", clock: "", first: false };
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** Shown while a kiosk is cut off, and as long after as somebody types in it. */
export function JoinReserve() {
  const typed = useSignal(EMPTY);
  const said = useSignal({ text: "", bad: false });
  const busy = useSignal(false);
  const answer = useRef(/** @type {HTMLElement | null} */ (null));
  // Among many alerts the card is longer than the screen: what came of the press is brought into sight.
  useLayoutEffect(() => { if (said.value.text) answer.current?.scrollIntoView({ block: "nearest" }); }, [said.value]);
  if (!typed.value.label && !(devices.value ?? []).some((device) => wrongWith(device) === "cut-off")) return null;
  const tick = (/** @type {any} */ event) => { typed.value = { ...typed.value, first: event.currentTarget.checked }; };
  const set = (/** @type {string} */ name) => (/** @type {any} */ event) => { typed.value = { ...typed.value, [name]: event.currentTarget.value }; };
  const join = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const at = typed.value.clock.trim().replace(/[.hg]/, ":");
    if (at && (!CLOCK.test(at) || at.padStart(5, "0") > clock(now.value).padStart(5, "0"))) { said.value = { text: t("staff-reserve-clock-wrong"), bad: true }; return; }
    busy.value = true;
    try {
      const { ticket, is_new: isNew } = await post("/api/v1/reserve/join", { label: typed.value.label, ...(at && { clock: at }), ...(typed.value.first && { lane: "priority" }) });
      said.value = { text: t(`staff-reserve-${isNew ? "joined" : "known"}`, { label: ticket.label, clock: clock(ticket.issued_at), state: t(`common-state-${ticket.state}`) }), bad: false };
      typed.value = EMPTY;
    } catch (/** @type {any} */ refusal) { said.value = { text: refusal.message, bad: true }; }
    busy.value = false;
  };
  return html`
    <details class="join-reserve"><summary>${t("staff-reserve")}</summary>
    <form noValidate onSubmit=${join} aria-label=${t("staff-reserve")}>
      <label>${t("staff-reserve-label")}<input class="field" name="label" maxlength="8" placeholder="H701" autocomplete="off" spellcheck="false" value=${typed.value.label} onInput=${set("label")} /></label>
      <label>${t("staff-reserve-clock")}<input class="field" name="clock" maxlength="5" placeholder="8:05" inputmode="numeric" autocomplete="off" value=${typed.value.clock} onInput=${set("clock")} /></label>
      <label class="tick"><input type="checkbox" name="first" checked=${typed.value.first} onChange=${tick} /> ${t("common-lane-priority")}</label>
      <button type="submit" class="button button-small" disabled=${busy.value || !typed.value.label.trim()}>${t("staff-reserve-join")}</button>
      <p ref=${answer} role=${said.value.bad ? "alert" : "status"} class=${said.value.bad ? "is-bad" : ""}>${said.value.text}</p>
    </form></details>`;
}
