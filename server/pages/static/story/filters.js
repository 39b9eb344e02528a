/** What of the story is shown. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { whoOf, whyOf } from "./words.js";

/** @param {{wanted: any, rows: Record<string, any>[]}} props */
export function Filters({ wanted, rows }) {
  const set = (/** @type {object} */ part) => { wanted.value = { ...wanted.value, ...part }; };
  const counters = [...new Set(rows.map(({ counter }) => counter).filter(Boolean))].sort((a, b) => a - b);
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const { text, counter, kind, reasoned } = wanted.value;
  return html`
    <form class="filters" role="search" aria-label=${t("staff-filter")} onSubmit=${(/** @type {any} */ event) => event.preventDefault()}>
      <label>${t("staff-filter-text")}<input class="field" id="filter-text" type="search" placeholder=${t("staff-filter-hint")} value=${text} onInput=${(/** @type {any} */ event) => set({ text: event.currentTarget.value })} /></label>
      <label>${t("staff-filter-counter")}<select class="field" id="filter-counter" value=${counter} onChange=${(/** @type {any} */ event) => set({ counter: event.currentTarget.value })}>
        <option value="">${t("staff-filter-all")}</option>${counters.map((number) => html`<option value=${number}>${t("common-counter", { number })}</option>`)}</select></label>
      <label>${t("staff-filter-kind")}<select class="field" id="filter-kind" value=${kind} onChange=${(/** @type {any} */ event) => set({ kind: event.currentTarget.value })}>
        <option value="">${t("staff-filter-all")}</option>${kinds.map((one) => html`<option value=${one}>${t(`staff-kind-${one}`)}</option>`)}</select></label>
      <label class="tick"><input type="checkbox" checked=${reasoned} onChange=${(/** @type {any} */ event) => set({ reasoned: event.currentTarget.checked })} /> ${t("staff-filter-reasoned")}</label>
    </form>`;
}

/** @param {{text: string, counter: string, kind: string, reasoned: boolean}} wanted @param {Record<string, any>} row */
export function keeps(wanted, row) {
  if (wanted.counter && row.counter !== Number(wanted.counter)) return false;
  if (wanted.kind && row.kind !== wanted.kind) return false;
  if (wanted.reasoned && !row.why && !row.details?.passed_over) return false;
  const text = wanted.text.trim().toLocaleLowerCase();
  if (!text) return true;
  return [row.label, whoOf(row.by), whyOf(row)].some((part) => part?.toLocaleLowerCase().includes(text));
}
