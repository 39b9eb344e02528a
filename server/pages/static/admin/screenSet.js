/** How one screen is set: its counters, its voice, its hours of quiet and of darkness. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { drafts, drop, keep } from "./drafts.js";
import { ClockField } from "../clockField.js";
import { faultsText } from "./faults.js";
import { Notice } from "./parts.js";
import { board } from "./state.js";

/** @type {Record<string, [string, string]>} */
const USUAL = { quiet: ["11:30", "13:30"], dark: ["17:00", "07:00"] };

/** @param {{device: any, onSaved: () => Promise<void>}} props */
export function ScreenSet({ device, onSaved }) {
  const name = `screens ${device.id}`;
  const draft = drafts.value[name] ?? device.screen;
  const said = useSignal({ text: "", bad: false });
  const { counters, volume } = draft;
  const isDraft = name in drafts.value;
  const put = (/** @type {any} */ part) => { said.value = { text: "", bad: false }; keep(name, { ...draft, ...part }, device.screen); };
  const all = board.value?.counters.map((/** @type {any} */ one) => one.number) ?? [];
  const zones = [...new Set(board.value?.counters.map((/** @type {any} */ one) => one.zone))].filter(Boolean);
  const ofZone = (/** @type {string} */ zone) => board.value?.counters.filter((/** @type {any} */ one) => one.zone === zone).map((/** @type {any} */ one) => one.number);
  const toggle = (/** @type {number} */ number) => put({ counters: all.filter((/** @type {number} */ one) => counters.includes(one) !== (one === number)) });
  const save = async (/** @type {any} */ event) => {
    event.preventDefault();
    const faults = faultsText(event.currentTarget);
    if (faults) { said.value = { text: faults, bad: true }; return; }
    try {
      await post(`/api/v1/devices/${device.id}/screen`, draft);
      await onSaved();
      if (drafts.value[name] === draft) drop(name);
      said.value = { text: t("regulation-saved"), bad: false };
    } catch (error) { said.value = { text: error.message, bad: true }; }
  };
  return html`
    <form class="card lines screen-set" noValidate onSubmit=${save} data-screen=${device.id}>
      <h3>${device.name}${device.name !== t(`staff-device-kind-${device.kind}`) && html` <span class="quiet">${t(`staff-device-kind-${device.kind}`)}</span>`}</h3>
      ${device.kind === "display" && html`
        <fieldset class="days-of-week"><legend>${t("regulation-screen-counters")}</legend>
          <button type="button" class="day-toggle" aria-pressed=${counters.length === 0} onClick=${() => put({ counters: [] })}>${t("regulation-screen-all")}</button>
          ${zones.length > 1 && zones.map((/** @type {string} */ zone) => html`<button type="button" class="day-toggle" aria-pressed="false" onClick=${() => put({ counters: ofZone(zone) })}>${t("regulation-screen-zone", { zone })}</button>`)}
          ${all.map((/** @type {number} */ number) => html`<button type="button" class="day-toggle" aria-pressed=${counters.includes(number)} aria-label=${t("common-counter", { number })} onClick=${() => toggle(number)}>${number}</button>`)}
        </fieldset>
        <label class="whole"><span>${t("regulation-screen-volume")}</span><input type="range" min="0" max="100" step="5" value=${volume} name="volume" onInput=${(/** @type {any} */ event) => put({ volume: Number(event.currentTarget.value) })} />
          <span class="number">${volume ? `${volume} %` : t("regulation-screen-mute")}</span></label>
        <${Span} name="quiet" span=${draft.quiet} put=${put} />`}
      <${Span} name="dark" span=${draft.dark} put=${put} />
      <div class="save-row"><button class="button button-primary" type="submit" disabled=${!isDraft}>${t("regulation-save")}</button>
        ${isDraft && html`<span class="unsaved" role="status">${t("regulation-unsaved")}</span><button type="button" class="button" onClick=${() => drop(name)}>${t("regulation-discard")}</button>`}</div>
      <${Notice} ...${said.value} />
    </form>`;
}

/** From and until, or never. @param {{name: string, span: [string, string] | null, put: (part: any) => void}} props */
function Span({ name, span, put }) {
  const label = t(`regulation-screen-${name}`);
  return html`<div class="span-row"><label class="tick"><input type="checkbox" name=${name} checked=${span !== null} onChange=${() => put({ [name]: span ? null : USUAL[name] })} /> ${label}</label>
    ${span && html`<span class="interval">
      <${ClockField} value=${span[0]} label=${t("regulation-from", { name: label })} onValue=${(/** @type {string} */ value) => put({ [name]: [value, span[1]] })} />
      <span aria-hidden="true">–</span>
      <${ClockField} value=${span[1]} label=${t("regulation-until", { name: label })} onValue=${(/** @type {string} */ value) => put({ [name]: [span[0], value] })} /></span>`}</div>`;
}
