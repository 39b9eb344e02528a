/** One item of the playlist, where the newest call stands when somebody is called. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { fail, item, next, round } from "./playlist.js";
import { inWords, screen } from "./screen.js";

/** @typedef {import("/assets/js/protocol.js").PlaylistItem} Item */

const NAMES = 10;
const STEPS = ["tablet", "ticket", "megaphone"];
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Letters; more of them are set smaller. */
const LONG = 160;

function How() {
  return html`<h2>${t("display-how-title")}</h2>
    <ol class="steps">${STEPS.map((icon, at) => html`<li><span class="icon icon-${icon}"></span><b>${at + 1}</b><span>${t(`display-how-${at + 1}`)}</span></li>`)}</ol>`;
}

/** Days one after the other with the same hours are one row. @param {Record<string, [string, string][]>} week */
function rows(week) {
  /** @type {{from: string, until: string, hours: string}[]} */
  const all = [];
  for (const day of DAYS) {
    const hours = week[day].map(([start, end]) => `${start.replace(/^0/, "")}–${end.replace(/^0/, "")}`).join(", ");
    const last = all.at(-1);
    if (last && last.hours === hours) last.until = day;
    else all.push({ from: day, until: day, hours });
  }
  return all;
}

const dayName = (/** @type {string} */ day) => t("display-day", { day });

function Hours() {
  return html`<h2>${t("display-hours-title")}</h2>
    <dl class="week">${rows(screen.value.week ?? {}).map(({ from, until, hours }) => html`
      <dt>${from === until ? dayName(from) : t("display-hours-days", { from: dayName(from), until: dayName(until) })}</dt><dd>${hours || t("display-hours-none")}</dd>`)}</dl>`;
}

/** A field at a time, a page of its procedures at a time. */
function Procedures() {
  const pages = screen.value.fields.flatMap((field) => Array.from({ length: Math.ceil(field.procedures.length / NAMES) }, (_, page) => ({ field, page })));
  const { field, page } = pages[round.value % pages.length];
  return html`<h2>${inWords(field.name)}</h2>
    <ul class="names">${field.procedures.slice(page * NAMES, page * NAMES + NAMES).map((one) => html`<li>${inWords({ ko: "", ...one })}</li>`)}</ul>
    <p class="between-foot">${t("display-procedures-all", { n: field.procedures.length })}</p>`;
}

/** @param {{shown: Item}} view */
function Words({ shown }) {
  const words = inWords(shown.text);
  return html`${shown.title && html`<h2>${inWords(shown.title)}</h2>`}
    ${words && html`<p class="own-words ${words.length > LONG ? "is-long" : ""}">${words}</p>`}`;
}

/** @param {{shown: Item}} view */
function Shown({ shown }) {
  const lost = () => fail(shown.file);
  const address = `/media/${shown.file}`;
  return html`<figure class="shown">
    ${shown.kind === "picture"
      ? html`<img src=${address} alt=${inWords(shown.title)} onError=${lost} />`
      : html`<video key=${shown.file} src=${address} muted autoplay playsinline disablepictureinpicture onEnded=${next} onError=${lost} />`}
    ${shown.title && html`<figcaption>${inWords(shown.title)}</figcaption>`}
  </figure>`;
}

/** @type {Record<string, any>} */
const KINDS = { how: How, hours: Hours, procedures: Procedures, text: Words, picture: Shown, video: Shown };

/** Nothing for the hall's own sentence, which the band says itself. */
export function Between() {
  const shown = item();
  const Kind = KINDS[shown.kind];
  return Kind && html`<section class="newest newest-empty between between-${shown.kind}" aria-label=${t("display-between")} key=${shown.kind + shown.file}><div class="between-body"><${Kind} shown=${shown} /></div></section>`;
}

export const isBetween = () => item().kind in KINDS;
