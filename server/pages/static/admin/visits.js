/** How a visit goes on under one label (hand in, pay, collect), and when each counter takes its break. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Regulation, useDraft } from "./regulations.js";
import { board, listOf } from "./state.js";
import { ClockField } from "../clockField.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const services = listOf("/api/v1/services", "services");

export function Visits() {
  const { draft, put } = useDraft("visits", (inForce) => ({ paths: inForce.paths, breaks: inForce.breaks }));
  services.useList();
  if (!draft || !services.list.value) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  return html`
    <${Regulation} name="visits" sections=${() => draft}>
      <${Paths} paths=${draft.paths} onChange=${(/** @type {any} */ paths) => put({ ...draft, paths })} />
      <${Breaks} breaks=${draft.breaks} onChange=${(/** @type {any} */ breaks) => put({ ...draft, breaks })} />
    <//>`;
}

/** @param {{paths: any[], onChange: (paths: any[]) => void}} props */
function Paths({ paths, onChange }) {
  const put = (/** @type {number} */ at, /** @type {any} */ part) => onChange(paths.map((path, each) => (each === at ? { ...path, ...part } : path)));
  const step = (/** @type {any} */ path, /** @type {number} */ at, /** @type {string} */ code) => put(paths.indexOf(path), {
    services: [...path.services.slice(0, at), ...(code ? [code] : []), ...path.services.slice(at + 1)],
  });
  return html`
    <fieldset class="card"><legend>${t("regulation-place-paths")}</legend>
      <p class="quiet">${t("regulation-paths-intro")}</p>
      ${paths.map((path, at) => html`<div class="path-row">
        <input class="field" required maxlength="200" value=${path.name} placeholder=${t("regulation-path-name")} aria-label=${t("regulation-path-name")} onInput=${(/** @type {any} */ event) => put(at, { name: event.currentTarget.value })} />
        ${[...path.services, ""].map((code, place) => html`
          ${place > 0 && html`<span class="icon icon-arrow-right" aria-hidden="true"></span>`}
          <select class="field" required=${place < 2} value=${code} aria-label=${t("regulation-path-step", { n: place + 1 })} onChange=${(/** @type {any} */ event) => step(path, place, event.currentTarget.value)}>
            <option value="">–</option>${services.list.value?.map((one) => html`<option value=${one.code}>${one.code} · ${one.name}</option>`)}
          </select>`)}
        <button type="button" class="step" aria-label=${t("regulation-remove", { name: path.name })} onClick=${() => onChange(paths.filter((_, each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button>
      </div>`)}
      <button type="button" class="button button-small" onClick=${() => onChange([...paths, { name: "", services: [], procedures: [] }])}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-path")}</button>
    </fieldset>`;
}

/** @param {{breaks: any[], onChange: (breaks: any[]) => void}} props */
function Breaks({ breaks, onChange }) {
  const put = (/** @type {number} */ at, /** @type {any} */ part) => onChange(breaks.map((pause, each) => (each === at ? { ...pause, ...part } : pause)));
  const first = { counter: board.value?.counters[0]?.number ?? 1, start: "09:30", end: "09:45", reason: t("regulation-break"), days: DAYS.slice(0, 5) };
  const toggle = (/** @type {any} */ pause, /** @type {string} */ day) => DAYS.filter((one) => (one === day) !== pause.days.includes(one));
  return html`
    <fieldset class="card"><legend>${t("regulation-place-breaks")}</legend>
      <p class="quiet">${t("regulation-breaks-intro")}</p>
      ${breaks.map((pause, at) => html`<div class="break-row">
        <select class="field" aria-label=${t("staff-counter-word")} value=${pause.counter} onChange=${(/** @type {any} */ event) => put(at, { counter: Number(event.currentTarget.value) })}>
          ${board.value?.counters.map((/** @type {any} */ one) => html`<option value=${one.number}>${t("staff-counter-title", { number: one.number })}</option>`)}</select>
        <${ClockField} value=${pause.start} label=${t("regulation-from", { name: pause.reason })} onValue=${(/** @type {string} */ start) => put(at, { start })} />
        <${ClockField} value=${pause.end} label=${t("regulation-until", { name: pause.reason })} onValue=${(/** @type {string} */ end) => put(at, { end })} />
        <input class="field" required maxlength="200" value=${pause.reason} aria-label=${t("staff-reason")} onInput=${(/** @type {any} */ event) => put(at, { reason: event.currentTarget.value })} />
        <span class="days-of-week" role="group" aria-label=${t("regulation-place-days-of-week")}>${DAYS.map((day) => html`<button type="button" class="day-toggle" aria-pressed=${pause.days.includes(day)} title=${t(`regulation-place-${day}`)} onClick=${() => put(at, { days: toggle(pause, day) })}>${t(`regulation-short-${day}`)}</button>`)}</span>
        <button type="button" class="step" aria-label=${t("regulation-remove", { name: pause.reason })} onClick=${() => onChange(breaks.filter((_, each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button>
      </div>`)}
      <button type="button" class="button button-small" onClick=${() => onChange([...breaks, first])}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-break")}</button>
    </fieldset>`;
}
