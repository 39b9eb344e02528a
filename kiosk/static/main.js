/** The touch page: fetches the menu, follows the lines, and draws the screen this citizen has come to. */

import { html, render } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Appointment } from "./appointment.js";
import { Checklist } from "./checklist.js";
import { Confirm } from "./confirm.js";
import { openDoor } from "./door.js";
import { Ease } from "./ease.js";
import { Fields } from "./fields.js";
import { Grounds } from "./grounds.js";
import { guard } from "./guard.js";
import { Guide } from "./guide.js";
import { Help } from "./help.js";
import { Home } from "./home.js";
import { Idle } from "./idle.js";
import { Last } from "./last.js";
import { Procedures } from "./procedures.js";
import { Question } from "./question.js";
import { SearchScreen } from "./search.js";
import { PARTS, ease, lines, menu, menuIsOld, online, reserve, screen, settling, showAgain, trial } from "./state.js";

const EVERY_MS = 3000;
const SCREENS = {
  home: Home, fields: Fields, procedures: Procedures, search: SearchScreen, question: Question, checklist: Checklist,
  guide: Guide, confirm: Confirm, grounds: Grounds, last: Last, help: Help,
  appointment: Appointment, ease: Ease,
};

/** Before the first catalogue there is nothing to offer but the way to a person. */
function Bare() {
  return html`<main class="bare">${online.value
    ? html`<p class="away-title">${t("kiosk-loading")}</p>`
    : html`<h1 class="away-title">${t("kiosk-away-title")}</h1><p>${t("kiosk-away-text")}</p>`}</main>`;
}

function App() {
  const Screen = SCREENS[/** @type {keyof typeof SCREENS} */ (screen.value.name)];
  const ways = Object.entries(ease.value).filter(([, on]) => on).map(([way]) => ` is-${way}`).join("");
  const classes = `stage${ways}${settling.value ? " is-settling" : ""}`;
  if (!menu.value) return html`<div class=${classes}><${Bare} /></div>`;
  return html`<div class=${classes}><${Screen} key=${screen.value.name} /></div><${Idle} />`;
}

let shownAgain = "";

/** @param {any} heard */
function take(heard) {
  online.value = heard.online;
  reserve.value = heard.reserve;
  trial.value = heard.trial;
  lines.value = Object.fromEntries(heard.lines.map((/** @type {any} */ line) => [line.service, line]));
}

async function follow() {
  try {
    const heard = await get("/api/lines");
    take(heard);
    // A new catalogue must not move the ground under somebody's finger: it waits for the first screen.
    if (heard.version && (!menu.value || (heard.version !== menu.value.version && (screen.value.name === "home" || menuIsOld.value)))) {
      menu.value = await get("/api/menu");
      menuIsOld.value = false;
    }
    if (heard.unseen && heard.unseen.key !== shownAgain && menu.value) {
      shownAgain = heard.unseen.key;
      showAgain(heard.unseen);
    }
  } catch {
    online.value = false;
  }
  setTimeout(follow, EVERY_MS);
}

guard();
openDoor();
await loadTexts("vi", PARTS);
document.body.replaceChildren();
render(html`<${App} />`, document.body);
follow();
