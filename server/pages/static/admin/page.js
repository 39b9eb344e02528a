/** The administrator's page: one section at a time, named in the address so that a reload stays. */

import { effect, html, render, signal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { loadPage, openLine } from "../frame.js";
import { drafts } from "./drafts.js";
import { board } from "./state.js";
import { Screens } from "./screens.js";
import { Services } from "./services.js";
import { Counters } from "./counters.js";
import { Rules } from "./rules.js";
import { Hours } from "./hours.js";
import { Daily } from "./daily.js";
import { Grounds } from "./grounds.js";
import { Visits } from "./visits.js";
import { Limits } from "./limits.js";
import { Home } from "./home.js";
import { Accounts } from "./accounts.js";
import { Devices } from "./devices.js";
import { Catalogue } from "./catalogue.js";
import { Slip } from "./slip.js";
import { Voice } from "./voice.js";

/** @type {Record<string, any>} */
const SECTIONS = {
  services: Services, counters: Counters, rules: Rules, hours: Hours, daily: Daily, grounds: Grounds, visits: Visits, limits: Limits, home: Home,
  accounts: Accounts, devices: Devices, screens: Screens, slip: Slip, voice: Voice, catalogue: Catalogue,
};
/** @type {Record<string, string>} */
const ICONS = {
  services: "layout-grid", counters: "monitor", rules: "scale", hours: "clock", daily: "ticket", grounds: "heart-handshake", visits: "route", limits: "shield", home: "house",
  accounts: "users", devices: "tablet", screens: "tv", slip: "receipt", voice: "volume-2", catalogue: "files",
};

const named = () => (location.hash.slice(1) in SECTIONS ? location.hash.slice(1) : "services");
const section = signal(named());
addEventListener("hashchange", () => { section.value = named(); });

function Admin() {
  const Section = SECTIONS[section.value];
  return html`
    <div class="admin-page">
      <nav class="admin-nav" aria-label=${t("staff-page-admin")}>
        ${Object.keys(SECTIONS).map((name) => html`
          <a href="#${name}" aria-current=${name === section.value ? "page" : undefined}><span class="icon icon-${ICONS[name]}" aria-hidden="true"></span>${t(`staff-admin-${name}`)}
            ${Object.keys(drafts.value).some((draft) => draft.split(" ")[0] === name) && html`<span class="unsaved">${t("regulation-unsaved")}</span>`}</a>`)}
      </nav>
      <section class="admin-section" aria-labelledby="section-title">
        <h1 id="section-title">${t(`staff-admin-${section.value}`)}</h1>
        <p class="section-intro">${t(`staff-admin-${section.value}-intro`)}</p>
        <${Section} />
      </section>
    </div>`;
}

await loadPage(["regulation", "rule", "layout", "voice"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Admin} />`, main);
openLine({ board: (level) => { board.value = level; } });
effect(() => { document.title = `${t(`staff-admin-${section.value}`)} – ${t("staff-page-admin")}`; });
