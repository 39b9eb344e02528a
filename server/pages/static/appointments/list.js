/** Who is expected on the day: when, with which code, and how it stands; a slot is given back with a reason. */

import { html, useEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { spoken } from "./kept.js";
import { board, cancel, checkIn, day, list, nameOf, serviceOf, shown, today } from "./state.js";

/** @type {Record<string, string>} */
const LOOKS = { booked: "appointment", checked_in: "serving", cancelled: "closed", missed: "paused" };
const REASONS = ["appointments-reason-busy", "appointments-reason-mistake"];

/** @param {{appointment: import("./state.js").Appointment, done: () => void}} props */
function Cancelling({ appointment, done }) {
  const first = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => first.current?.focus(), []);
  const give = async (/** @type {string} */ reason) => { if (reason.trim()) { await cancel(appointment, reason.trim()); done(); } };
  const say = (/** @type {any} */ event) => { event.preventDefault(); give(new FormData(event.currentTarget).get("reason")?.toString() ?? ""); };
  return html`<tr class="cancelling"><td colspan="5">
    <form onSubmit=${say} onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.stopPropagation(); done(); } }}>
      <span>${t("appointments-why-cancel", { code: spoken(appointment.code) })}</span>
      ${REASONS.map((id, at) => html`<button type="button" class="button button-small" key=${id} ref=${at ? undefined : first} onClick=${() => give(t(id))}>${t(id)}</button>`)}
      <input class="field" name="reason" maxlength="200" autocomplete="off" placeholder=${t("appointments-reason-other")} aria-label=${t("appointments-reason-other")} />
      <button class="button button-small button-danger" type="submit">${t("appointments-cancel")}</button>
      <button class="button button-small" type="button" onClick=${done}>${t("appointments-keep")}</button>
    </form></td></tr>`;
}

/** @param {{appointment: import("./state.js").Appointment}} props */
function Row({ appointment }) {
  const asking = useSignal(false);
  const { at, code, service, state, channel, ticket } = appointment;
  // Somebody at home joins the line of a service that keeps no slots, too.
  const name = nameOf(serviceOf(service)) || board.value?.lines.find((/** @type {any} */ line) => line.service === service)?.name || service;
  return html`
    <tr class="is-${state} ${shown.value?.code === code ? "is-shown" : ""}" data-code=${code}>
      <td class="number strong"><time>${clock(at)}</time></td>
      <td class="number list-code">${spoken(code)}${channel === "home" && html` <span class="from-home">${t("appointments-from-home")}</span>`}</td>
      <td class="clip" title=${name}>${name}</td>
      <td><span class="state state-${LOOKS[state]}">${t(`appointments-state-${state}`)}${ticket ? ` · ${ticket.label}` : ""}</span></td>
      <td class="right row-moves">${state === "booked" && day.value === today.value && html`
        <button type="button" class="button button-small" onClick=${() => checkIn(appointment)}>${t("appointments-came")}<span class="visually-hidden"> ${spoken(code)}</span></button>`}
        ${state === "booked" && channel === "staff" && html`
        <button type="button" class="button button-small" onClick=${() => { shown.value = appointment; }}>${t("appointments-show")}<span class="visually-hidden"> ${spoken(code)}</span></button>`}
        ${state === "booked" && html`<button type="button" class="button button-small" aria-expanded=${asking.value} onClick=${() => { asking.value = !asking.value; }}>${t("appointments-cancel")}<span class="visually-hidden"> ${spoken(code)}</span></button>`}</td>
    </tr>
    ${asking.value && state === "booked" && html`<${Cancelling} appointment=${appointment} done=${() => { asking.value = false; }} />`}`;
}

export function List() {
  const expected = list.value.filter(({ state }) => state === "booked").length;
  return html`<section class="card expected" aria-labelledby="expected">
    <h2 id="expected">${t("appointments-of-day")} <span class="count">${list.value.length}</span> <small class="quiet">${t("appointments-expected", { n: expected })}</small></h2>
    ${list.value.length ? html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="expected"><table class="table">
      <thead><tr><th scope="col">${t("appointments-at")}</th><th scope="col">${t("appointments-code")}</th><th scope="col">${t("appointments-service")}</th><th scope="col">${t("appointments-state")}</th><th scope="col"><span class="visually-hidden">${t("staff-actions")}</span></th></tr></thead>
      <tbody>${list.value.map((appointment) => html`<${Row} key=${appointment.id} appointment=${appointment} />`)}</tbody>
    </table></div>` : html`<p class="told-empty">${t("appointments-nobody")}</p>`}
  </section>`;
}
