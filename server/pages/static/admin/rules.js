/** Whom a counter calls next: a rule for each group of services, in the words of the sign, rehearsed before it is saved. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Regulation, isFaulty, say, useDraft } from "./regulations.js";
import { listOf } from "./state.js";
import { Rehearsal } from "./rehearsal.js";
import { Whole } from "./limits.js";

const KINDS = ["priority_floor", "counts_from", "fifo"];
const NEW = {
  services: [], kind: "priority_floor", floor_s: 1800, every: 2, priority_credit_s: 1200, appointment_credit_s: 900, appt_grace_s: 600, appt_window_s: 300,
};
const services = listOf("/api/v1/services", "services");

export function Rules() {
  const { draft, put } = useDraft("rules", (inForce) => ({ groups: inForce.groups, help_after_s: inForce.help_after_s }));
  services.useList();
  const figures = useSignal(/** @type {any} */ (null));
  const busy = useSignal(false);
  if (!draft || !services.list.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const { groups, help_after_s: helps } = draft;
  const change = (/** @type {any} */ part) => {
    put({ ...draft, ...part });
    figures.value = null;
  };
  const group = (/** @type {number} */ at, /** @type {any} */ part) => change({ groups: groups.map((/** @type {any} */ one, /** @type {number} */ each) => (each === at ? { ...one, ...part } : one)) });
  const rehearse = async (/** @type {any} */ event) => {
    if (isFaulty("rules", event.currentTarget.form)) return;
    busy.value = true;
    say("rules", "");
    try {
      figures.value = await post("/api/v1/regulations/preview", draft);
    } catch (error) { say("rules", error.message, { bad: true, details: error.details }); }
    busy.value = false;
  };
  return html`
    <${Regulation} name="rules" sections=${() => draft}>
      ${groups.map((/** @type {any} */ one, /** @type {number} */ at) => html`<${Group} group=${one} alone=${groups.length === 1} onChange=${(/** @type {any} */ part) => group(at, part)}
        onRemove=${groups.length > 1 ? () => change({ groups: groups.filter((/** @type {any} */ _, /** @type {number} */ each) => each !== at) }) : null} />`)}
      <button type="button" class="button button-small" onClick=${() => change({ groups: [NEW, ...groups] })}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-group")}</button>
      <fieldset class="card lines"><legend>${t("regulation-helping")}</legend>
        <${Whole} id="help-after" value=${helps === null ? "" : helps / 60} most=${1440} needed=${false} onValue=${(/** @type {number | null} */ value) => change({ help_after_s: value === null ? null : value * 60 })} />
      </fieldset>
      <div class="rule-tools"><button type="button" class="button" disabled=${busy.value} onClick=${rehearse}><span class="icon icon-play" aria-hidden="true"></span>${t(busy.value ? "regulation-rehearsing" : "regulation-rehearse")}</button>
        <a class="button" href="/sign"><span class="icon icon-printer" aria-hidden="true"></span>${t("regulation-sign")}</a></div>
      ${figures.value && html`<${Rehearsal} figures=${figures.value} />`}
    <//>`;
}

/** @param {{group: any, alone: boolean, onChange: (part: any) => void, onRemove: (() => void) | null}} props */
function Group({ group, alone, onChange, onRemove }) {
  const toggle = (/** @type {string} */ code) => onChange({ services: group.services.includes(code) ? group.services.filter((/** @type {string} */ one) => one !== code) : [...group.services, code] });
  const named = services.list.value?.filter(({ code }) => group.services.includes(code)).map((one) => one.name) ?? [];
  const name = named.join(", ") || t(alone ? "regulation-all" : "regulation-all-others");
  const minutes = (/** @type {string} */ field, /** @type {string} */ id) => html`<${Whole} id=${id} value=${group[field] / 60} most=${1440} onValue=${(/** @type {number | null} */ value) => onChange({ [field]: (value ?? 0) * 60 })} />`;
  return html`
    <fieldset class="card group"><legend>${name}</legend>
      <p class="sign">“${t(`rule-${group.kind.replaceAll("_", "-")}`, { minutes: Math.floor(group.floor_s / 60), every: group.every, priority: Math.floor(group.priority_credit_s / 60), appointment: Math.floor(group.appointment_credit_s / 60) })}”</p>
      <div class="letters" role="group" aria-label=${t("regulation-group-services")}>
        <p class="quiet">${t("regulation-group-services")}</p>
        ${services.list.value?.map((one) => html`<button type="button" class="day-toggle" aria-pressed=${group.services.includes(one.code)} onClick=${() => toggle(one.code)}><b>${one.code}</b> ${one.name}</button>`)}
      </div>
      <div class="lines">
        <label class="whole"><span>${t("regulation-kind")}</span><select class="field" value=${group.kind} onChange=${(/** @type {any} */ event) => onChange({ kind: event.currentTarget.value })}>
          ${KINDS.map((kind) => html`<option value=${kind}>${t(`regulation-kind-${kind.replaceAll("_", "-")}`)}</option>`)}</select></label>
        ${group.kind === "priority_floor" && html`${minutes("floor_s", "floor")}
          <${Whole} id="every" value=${group.every} least=${2} most=${100} onValue=${(/** @type {number | null} */ every) => onChange({ every: every ?? 2 })} />`}
        ${group.kind === "counts_from" && html`${minutes("priority_credit_s", "priority-credit")}${minutes("appointment_credit_s", "appointment-credit")}`}
        ${group.kind !== "fifo" && html`${minutes("appt_grace_s", "appt-grace")}${group.kind === "priority_floor" && minutes("appt_window_s", "appt-window")}`}
      </div>
      ${onRemove && html`<button type="button" class="button button-small" onClick=${onRemove}><span class="icon icon-x" aria-hidden="true"></span>${t("regulation-remove", { name })}</button>`}
    </fieldset>`;
}
