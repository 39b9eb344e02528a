/** The guidance desk's page: the kiosk's own flow for whoever knows it, by keyboard. */

import { effect, html, render } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { follow } from "../follow.js";
import { named } from "../named.js";
import { hasReserve } from "../offered.js";
import { PARTS, answering, menu, online, trial } from "../state.js";
import { Chosen } from "./chosen.js";
import { choices, choose, claimByDigit, printGuide, takeNumber, turnTongue } from "./choosing.js";
import { Finding } from "./finding.js";
import { at, back, elsewhere, given, hasty, isFound, need, question, rows, said, search, words } from "./state.js";

function Given() {
  return html`<section class="desk-given" aria-live="polite"><h2>${t("guidance-given")}</h2>
    ${!given.value.length && html`<p class="desk-none">${t("guidance-none-yet")}</p>`}
    <ul>${given.value.map((/** @type {any} */ one) => html`<li key=${one.label}><strong class="number">${one.label}</strong>
      <span class=${one.print === "printed" ? "" : "is-wrong"}>${clock(one.issued_at)} · ${t(`guidance-paper-${one.print}`)}${one.is_reserve ? ` · ${t("kiosk-reserve-title")}` : ""}</span></li>`)}</ul></section>`;
}

function Band() {
  const hall = menu.value?.hall;
  const why = hasReserve() ? "reserve" : answering.value ? "away" : "restarting";
  const away = online.value ? "" : t(`kiosk-${why}-title`);
  return html`<header class="desk-head"><strong>${named(hall, "name")}</strong><span>${t("guidance-place")}</span>
    ${trial.value && html`<span class="desk-mark">${t("kiosk-trial")}</span>`}${away && html`<span class="desk-mark" role="status">${away}</span>`}</header>`;
}

function App() {
  if (!menu.value) return html`<p class="desk-wait">${t(online.value ? "kiosk-loading" : "kiosk-away-title")}</p>`;
  return html`<${Band} /><main class="desk-main"><${need.value ? Chosen : Finding} />
    <p class="desk-said ${said.value?.wrong ? "is-wrong" : ""}" role="alert">${said.value?.text}</p></main><${Given} />
    <footer class="desk-keys">${t(`guidance-keys-${need.value ? "chosen" : question.value ? "question" : "finding"}`)}</footer>`;
}

/** @param {KeyboardEvent} event */
function pressWhileChosen(event) {
  // A button in focus answers to Enter by itself, the one for the number before all.
  if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) takeNumber();
  else if (/^[0-9]$/.test(event.key)) claimByDigit(Number(event.key));
  else if (event.key.toLowerCase() === "p") printGuide();
  else if (event.key.toLowerCase() === "l") turnTongue();
  else return;
  event.preventDefault();
}

/** @param {KeyboardEvent} event */
function pressWhileFinding(event) {
  const found = choices();
  // A digit chooses; while a code is typed ("1.001193") it is a digit of the code.
  const digit = /^[1-9]$/.test(event.key) && (question.value || words.value.trim() === "" || event.altKey) ? Number(event.key) : 0;
  if (event.key === "ArrowDown") at.value = Math.min(at.value + 1, found.length - 1);
  else if (event.key === "ArrowUp") at.value = Math.max(at.value - 1, 0);
  else if (event.key === "Enter" && !question.value && !isFound()) hasty.value = true;
  else if (event.key === "Enter" && found[at.value]) choose(found[at.value]);
  else if (digit && found[digit - 1]) choose(found[digit - 1]);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  // Enter that makes a syllable of an input method is none for us.
  if (event.ctrlKey || event.metaKey || event.isComposing || !menu.value) return;
  // A key that is held takes one number, not one after the other.
  if (event.key === "Enter" && event.repeat) event.preventDefault();
  else if (event.key === "Escape") back();
  else if (need.value) pressWhileChosen(event);
  else pressWhileFinding(event);
});

effect(() => {
  if (!hasty.value || !isFound()) return;
  hasty.value = false;
  // A direction elsewhere is to be read first.
  if (rows.value[0] && !elsewhere.value) choose(rows.value[0]);
});

await loadTexts("vi", [...PARTS, "guidance"]);
document.body.replaceChildren();
render(html`<${App} />`, document.body);
search();
follow();
