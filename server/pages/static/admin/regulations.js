/** The hall's regulations as the sections of this page edit them: fetched once, saved a part at a time, faults named. */

import { html, signal, useEffect } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { placeText } from "./placeText.js";

export const regulations = signal(/** @type {any} */ (null));
/** What came of the last press: a sentence, the faults by their place, the figures of a rule that starves a lane. */
export const said = signal({ text: "", bad: false, problems: /** @type {any[]} */ ([]), figures: /** @type {any[]} */ ([]) });

/** The regulations once they are there; each section begins without what another one said. */
export function useRegulations() {
  useEffect(() => {
    say("");
    fetchThem();
  }, []);
  return regulations.value;
}

/** @param {string} text @param {{bad?: boolean, details?: Record<string, any>}} [more] */
function say(text, { bad = false, details = {} } = {}) {
  said.value = { text, bad, problems: details.problems ?? [], figures: details.figures ?? [] };
}

async function fetchThem() {
  try {
    regulations.value = (await get("/api/v1/regulations")).regulations;
  } catch (error) { say(error.message, { bad: true }); }
}

/** Puts these sections in force, or says why not. @param {Record<string, any>} sections */
export async function save(sections) {
  try {
    regulations.value = (await post("/api/v1/regulations", sections)).regulations;
    say(t("regulation-saved"));
  } catch (error) { say(error.message, { bad: true, details: error.details }); }
}

/** What came of the last press, beside its button. */
export function Said() {
  const { text, bad, problems, figures } = said.value;
  return html`
    <${Notice} text=${text} bad=${bad} />
    ${problems.length > 0 && html`<ul class="problems">${problems.map((one) => html`
      <li><b>${one.where ? placeText(one.where) : placeText(one.field)}</b> ${one.where ? t(`regulation-${one.problem.replaceAll("_", "-")}`) : one.problem}</li>`)}</ul>`}
    ${figures.map((one) => html`<p class="problems">${t("regulation-starves", {
      lane: t(`common-lane-${one.lane}`), flooded: t(`common-lane-${one.flooded_by}`), worst: Math.round(one.worst_s / 60), limit: Math.round(one.limit_s / 60),
    })}</p>`)}`;
}

/** A form whose press saves what `sections` makes of it. @param {{sections: () => Record<string, any>, children: any}} props */
export function Regulation({ sections, children }) {
  const press = (/** @type {any} */ event) => {
    event.preventDefault();
    save(sections());
  };
  return html`
    <form class="regulation" onSubmit=${press}>
      ${children}
      <div class="save-row"><button class="button button-primary" type="submit">${t("regulation-save")}</button></div>
      <${Said} />
    </form>`;
}
