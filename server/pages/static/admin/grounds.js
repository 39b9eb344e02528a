/** Who goes first in this hall: the grounds a person may claim at the kiosk, in its three languages. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Regulation, useDraft } from "./regulations.js";

const COMMON = ["elderly", "disabled", "pregnant", "small_child", "merit"];
const NAMES = ["name", "name_en", "name_ko"];

export function Grounds() {
  const { draft: grounds, put } = useDraft("grounds", (inForce) => inForce.grounds);
  if (!grounds) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const change = (/** @type {number} */ at, /** @type {any} */ part) => put(grounds.map((/** @type {any} */ one, /** @type {number} */ each) => (each === at ? { ...one, ...part } : one)));
  const has = (/** @type {string} */ code) => grounds.some((/** @type {any} */ one) => one.code === code);
  const toggle = (/** @type {string} */ code) => put(has(code) ? grounds.filter((/** @type {any} */ one) => one.code !== code) : [...grounds, { code }]);
  return html`
    <${Regulation} name="grounds" sections=${() => ({ grounds: grounds.map(named) })}>
      <fieldset class="card ticks"><legend>${t("regulation-common-grounds")}</legend>
        ${COMMON.map((code) => html`<label class="tick"><input type="checkbox" checked=${has(code)} onChange=${() => toggle(code)} /> ${t(`common-grounds-${code}`)}</label>`)}
        ${has("elderly") && html`<label class="whole"><span>${t("regulation-ground-from-age")}</span><input class="field" type="number" min="1" max="130" step="1" required
          value=${ageOf(grounds)} onInput=${(/** @type {any} */ event) => change(grounds.findIndex((/** @type {any} */ one) => one.code === "elderly"), { from_age: Number(event.currentTarget.value) })} /></label>`}
      </fieldset>
      <fieldset class="card"><legend>${t("regulation-own-grounds")}</legend>
        ${grounds.map((/** @type {any} */ one, /** @type {number} */ at) => COMMON.includes(one.code) ? null : html`<div class="ground-row">
          ${NAMES.map((name) => html`<input class="field" maxlength="60" required=${name === "name"} value=${one[name] ?? ""} placeholder=${t(`regulation-ground-${name.replaceAll("_", "-")}`)} aria-label=${t(`regulation-ground-${name.replaceAll("_", "-")}`)} onInput=${(/** @type {any} */ event) => change(at, { [name]: event.currentTarget.value })} />`)}
          <button type="button" class="step" aria-label=${t("regulation-remove", { name: one.name ?? "" })} onClick=${() => put(grounds.filter((/** @type {any} */ _, /** @type {number} */ each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button>
        </div>`)}
        <button type="button" class="button button-small" onClick=${() => put([...grounds, { code: freshCode(grounds), name: "" }])}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-ground")}</button>
      </fieldset>
    <//>`;
}

/** What is usual is not said by the regulations (`USUAL_AGES` of the server). */
const USUAL_AGE = 75;

/** @param {any[]} grounds */
const ageOf = (grounds) => grounds.find((one) => one.code === "elderly")?.from_age ?? USUAL_AGE;

/** Without empty translations: a ground that has none is read in Vietnamese. @param {any} ground */
const named = (ground) => Object.fromEntries(Object.entries(ground).filter(([, value]) => value));

/** The story keeps the code, so a code once given is not given to another ground of the list. @param {any[]} grounds */
function freshCode(grounds) {
  const numbers = grounds.map(({ code }) => Number(/^own_(\d+)$/.exec(code)?.[1] ?? 0));
  return `own_${Math.max(0, ...numbers) + 1}`;
}
