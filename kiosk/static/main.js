/** The touch page: fetches the menu, follows the lines, and draws the screen this citizen has come to. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { Appointment } from "./appointment.js";
import { beginAssist } from "./assist.js";
import { Checklist } from "./checklist.js";
import { Confirm } from "./confirm.js";
import { openDoor } from "./door.js";
import { Ease } from "./ease.js";
import { Fields } from "./fields.js";
import { follow } from "./follow.js";
import { Grounds } from "./grounds.js";
import { guard } from "./guard.js";
import { Guide } from "./guide.js";
import { Help } from "./help.js";
import { Home } from "./home.js";
import { Idle } from "./idle.js";
import { Last } from "./last.js";
import { Procedures } from "./procedures.js";
import { Question } from "./question.js";
import { heard } from "./scan.js";
import { listen } from "./scanner.js";
import { SearchScreen } from "./search.js";
import { followScanner } from "./serial.js";
import { PARTS, answering, ease, menu, online, screen, settling, showAgain } from "./state.js";
import { Turn } from "./turn.js";

const SCREENS = {
  home: Home, fields: Fields, procedures: Procedures, search: SearchScreen, question: Question, checklist: Checklist,
  guide: Guide, confirm: Confirm, grounds: Grounds, last: Last, help: Help,
  appointment: Appointment, ease: Ease, turn: Turn,
};

/** Before the first catalogue there is nothing to offer but the way to a person. */
function Bare() {
  const why = answering.value ? "away" : "restarting";
  return html`<main class="bare">${online.value
    ? html`<p class="away-title">${t("kiosk-loading")}</p>`
    : html`<h1 class="away-title">${t(`kiosk-${why}-title`)}</h1><p>${t(`kiosk-${why}-text`)}</p>`}</main>`;
}

function App() {
  const Screen = SCREENS[/** @type {keyof typeof SCREENS} */ (screen.value.name)];
  const ways = Object.entries(ease.value).filter(([, on]) => on).map(([way]) => ` is-${way}`).join("");
  const classes = `stage${ways}${settling.value ? " is-settling" : ""}`;
  if (!menu.value) return html`<div class=${classes}><${Bare} /></div>`;
  return html`<div class=${classes}><${Screen} key=${screen.value.name + (screen.value.scan ?? "")} /></div><${Idle} />`;
}

let shownAgain = "";

/** @param {any} heard */
function lookForUnseen({ unseen }) {
  if (!unseen || unseen.key === shownAgain || !menu.value) return;
  shownAgain = unseen.key;
  showAgain(unseen);
}

guard();
openDoor();
beginAssist();
listen(heard);
await loadTexts("vi", PARTS);
document.body.replaceChildren();
render(html`<${App} />`, document.body);
follow((heard) => { lookForUnseen(heard); if (heard.scanner) followScanner(); });
