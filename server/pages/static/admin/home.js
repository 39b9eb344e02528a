/** Numbers that people take from home: whether at all, of which services, for which days, and how many. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Whole } from "./limits.js";
import { Regulation, useDraft } from "./regulations.js";
import { listOf } from "./state.js";

const services = listOf("/api/v1/services", "services");

export function Home() {
  const list = services.useList();
  const { draft: home, put } = useDraft("home", (inForce) => inForce.home);
  if (!list || !home) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const change = (/** @type {any} */ part) => put({ ...home, ...part });
  const codes = list.map((/** @type {any} */ one) => one.code);
  // Whoever switches it on means all services until they say otherwise.
  const turn = (/** @type {boolean} */ isOn) => change({ is_on: isOn, services: isOn && !home.services.length ? codes : home.services });
  const toggle = (/** @type {string} */ code) => change({ services: codes.filter((one) => (one === code) !== home.services.includes(one)) });
  return html`
    <${Regulation} name="home" sections=${() => ({ home })}>
      <fieldset class="card lines"><legend>${t("regulation-home")}</legend>
        <label class="tick"><input type="checkbox" checked=${home.is_on} onChange=${(/** @type {any} */ event) => turn(event.currentTarget.checked)} /> ${t("regulation-home-on")}</label>
        <p class="quiet">${t("regulation-home-promise")}</p>
        <p class="quiet">${t("regulation-home-page")} <a href="/from-home" target="_blank" rel="noopener">${location.origin}/from-home</a></p>
      </fieldset>
      <fieldset class="card ticks"><legend>${t("regulation-home-services")}</legend>
        ${list.map(({ code, name }) => html`<label class="tick" key=${code}><input type="checkbox" checked=${home.services.includes(code)} onChange=${() => toggle(code)} /> <b class="service-code">${code}</b> ${name}</label>`)}
      </fieldset>
      <fieldset class="card lines"><legend>${t("regulation-home-how-many")}</legend>
        <${Whole} id="home-days" value=${home.days_ahead} most=${30} onValue=${(/** @type {number} */ days) => change({ days_ahead: days })} />
        <p class="quiet">${t("regulation-home-slots")}</p>
        <${Whole} id="home-per-day" value=${home.per_day} least=${1} most=${20} onValue=${(/** @type {number} */ many) => change({ per_day: many })} />
        <${Whole} id="home-grace" value=${home.grace_s / 60} most=${240} onValue=${(/** @type {number} */ minutes) => change({ grace_s: minutes * 60 })} />
        <${Whole} id="home-share" value=${home.share} most=${80} onValue=${(/** @type {number} */ share) => change({ share })} />
        <${Whole} id="home-most" value=${home.most} most=${9000} onValue=${(/** @type {number} */ most) => change({ most })} />
      </fieldset>
    <//>`;
}
