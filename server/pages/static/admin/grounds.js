/** Who goes first in this hall: the grounds a person may claim at the kiosk, in its three languages. */

import { html, useSignal, useSignalEffect } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Regulation, regulations, useRegulations } from "./regulations.js";

const COMMON = ["elderly", "disabled", "pregnant", "small_child", "merit"];
const NAMES = ["name", "name_en", "name_ko"];

export function Grounds() {
  const known = useRegulations();
  const draft = useSignal(/** @type {any[]} */ ([]));
  useSignalEffect(() => { if (regulations.value) draft.value = structuredClone(regulations.value.grounds); });
  if (!known) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const put = (/** @type {number} */ at, /** @type {any} */ part) => { draft.value = draft.value.map((one, each) => (each === at ? { ...one, ...part } : one)); };
  const has = (/** @type {string} */ code) => draft.value.some((one) => one.code === code);
  const toggle = (/** @type {string} */ code) => { draft.value = has(code) ? draft.value.filter((one) => one.code !== code) : [...draft.value, { code }]; };
  return html`
    <${Regulation} sections=${() => ({ grounds: draft.value.map(named) })}>
      <fieldset class="card ticks"><legend>${t("regulation-common-grounds")}</legend>
        ${COMMON.map((code) => html`<label class="tick"><input type="checkbox" checked=${has(code)} onChange=${() => toggle(code)} /> ${t(`common-grounds-${code}`)}</label>`)}
      </fieldset>
      <fieldset class="card"><legend>${t("regulation-own-grounds")}</legend>
        ${draft.value.map((one, at) => COMMON.includes(one.code) ? null : html`<div class="ground-row">
          ${NAMES.map((name) => html`<input class="field" maxlength="60" required=${name === "name"} value=${one[name] ?? ""} placeholder=${t(`regulation-ground-${name.replaceAll("_", "-")}`)} aria-label=${t(`regulation-ground-${name.replaceAll("_", "-")}`)} onInput=${(/** @type {any} */ event) => put(at, { [name]: event.currentTarget.value })} />`)}
          <button type="button" class="step" aria-label=${t("regulation-remove", { name: one.name ?? "" })} onClick=${() => { draft.value = draft.value.filter((_, each) => each !== at); }}><span class="icon icon-x" aria-hidden="true"></span></button>
        </div>`)}
        <button type="button" class="button button-small" onClick=${() => { draft.value = [...draft.value, { code: freshCode(draft.value), name: "" }]; }}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-ground")}</button>
      </fieldset>
    <//>`;
}

/** Without empty translations: a ground that has none is read in Vietnamese. @param {any} ground */
const named = (ground) => Object.fromEntries(Object.entries(ground).filter(([, value]) => value));

/** The story keeps the code, so a code once given is not given to another ground of the list. @param {any[]} grounds */
function freshCode(grounds) {
  const numbers = grounds.map(({ code }) => Number(/^own_(\d+)$/.exec(code)?.[1] ?? 0));
  return `own_${Math.max(0, ...numbers) + 1}`;
}
