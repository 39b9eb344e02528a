/** How many wait for each service and how long a person arriving now will; and the last calls. */

import { html } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock, waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { shortDate, whenText } from "/assets/js/when.js";
import { pageOf } from "./pages.js";

const ROWS = 8;
/** So many where a name has three lines. */
const HIGH_ROWS = 6;
/** Letters; what is longer is set smaller, on two lines. */
const LONG = 20;
/** What is longer than this is set smaller still, on three lines: a name is not cut. */
const LONGEST = 45;
const CALLS = 5;

/** @typedef {import("/assets/js/protocol.js").BoardLine} Line */

/** Closed services say so before anybody stands up for them. @param {Line} line */
function stopOf({ closed_because, reopens_at }) {
  // That the whole hall rests, and until when, stands in the large band.
  if (closed_because === "hall_closed") return t("display-waiting-hall-closed");
  if (closed_because === "not_yet" && reopens_at) return t("display-waiting-from", { day: shortDate(reopens_at) });
  if (!reopens_at) return t("display-waiting-stopped");
  return t("display-waiting-stopped-until", { when: whenText(reopens_at, now.value) });
}

/** @param {Line} line */
function waitOf(line) {
  if (!line.open) return stopOf(line);
  if (!line.wait) return t("display-waiting-closed");
  return line.waiting === 0 ? t("display-waiting-nobody") : waitText(line.wait);
}

/** @param {{line: Line | null}} view */
function Row({ line }) {
  if (!line) return html`<li class="row row-none" aria-hidden="true"></li>`;
  return html`<li class="row ${line.open ? "" : "row-stopped"}" data-service=${line.service}>
    <span class="row-letter">${line.service}</span>
    <span class="row-name ${line.name.length > LONG ? "is-long" : ""} ${line.name.length > LONGEST ? "is-longest" : ""}">${line.name.replaceAll(" – ", "\u00A0– ")}</span>
    <span class="row-now">
      ${line.waiting > 0 && html`<span class="row-count"><b>${line.waiting}</b> ${t("display-waiting-unit", { n: line.waiting })}</span>`}
      <span class="row-wait">${waitOf(line)}</span>
    </span>
  </li>`;
}

/** @param {{lines: Line[]}} view */
export function Waiting({ lines }) {
  // Pages as full as each other: ten services are twice five.
  const most = lines.some(({ name }) => name.length > LONGEST) ? HIGH_ROWS : ROWS;
  const rows = Math.ceil(lines.length / Math.ceil(lines.length / most)) || 1;
  const { shown, page, pages } = pageOf(lines, rows);
  return html`<section class="waiting side-card">
    <h2>${t("display-waiting")} ${pages > 1 && html`<span class="page-mark">${t("display-page", { page, pages })}</span>`}</h2>
    <ul>${shown.map((line) => html`<${Row} line=${line} />`)}</ul>
  </section>`;
}

/** @typedef {import("/assets/js/protocol.js").Call} Call */

/** @param {{calls: Call[], newest: Call | undefined}} view */
export function Calls({ calls, newest }) {
  // The one in the large band has that for itself, and a ticket called three times stands here once.
  const first = new Map(calls.toReversed().map((call) => [`${call.label}/${call.counter}`, call]));
  const earlier = calls.filter((call) => !(newest?.label === call.label && newest.counter === call.counter) && first.get(`${call.label}/${call.counter}`) === call).slice(0, CALLS);
  return html`<section class="calls side-card">
    <h2>${t("display-calls")}</h2>
    ${earlier.length === 0 && html`<p class="calls-none">${t("display-calls-none")}</p>`}
    <ol>${earlier.map((call) => html`<li class="call">
      <span class="call-label">${call.label}</span>
      <span class="call-counter">${t("common-counter", { number: call.counter })}</span>
      <time class="call-time">${clock(call.at)}</time>
    </li>`)}</ol>
  </section>`;
}
