/** The hall's regulations as the sections of this page edit them: read at each opening, saved a part at a time, faults named. */

import { html, signal, useEffect, useLayoutEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { drafts, drop, keep } from "./drafts.js";
import { faultsOf } from "./faults.js";
import { Notice } from "./parts.js";
import { placeText } from "./placeText.js";

export const regulations = signal(/** @type {any} */ (null));
/** What came of the last press: in which section, a sentence, the faults of its fields, those the server found by their place, the figures of a rule that starves a lane. */
const said = signal({ name: "", text: "", bad: false, faults: /** @type {import("./faults.js").Fault[]} */ ([]), problems: /** @type {any[]} */ ([]), figures: /** @type {any[]} */ ([]) });
const saving = signal(false);
let asked = 0;

/**
 * What a section shows: its draft, else what is in force, from which `made` takes its part. An answer of the server
 * changes what is in force only; what somebody has typed stays.
 * @param {string} name @param {(inForce: any) => any} made
 * @returns {{known: any, draft: any, put: (draft: any) => void}}
 */
export function useDraft(name, made) {
  useEffect(() => {
    say(name, "");
    fetchThem(name);
  }, []);
  const known = regulations.value;
  const inForce = known && made(known);
  const put = (/** @type {any} */ draft) => {
    say(name, "");
    // What is on its way will be in force: until the answer nobody knows whether this says the same.
    keep(name, draft, saving.value ? null : inForce);
  };
  return { known, draft: name in drafts.value ? drafts.value[name] : inForce, put };
}

/** @param {string} name @param {string} text @param {{bad?: boolean, details?: Record<string, any>, faults?: import("./faults.js").Fault[]}} [more] */
export function say(name, text, { bad = false, details = {}, faults = [] } = {}) {
  said.value = { name, text, bad, faults, problems: details.problems ?? [], figures: details.figures ?? [] };
}

/** @param {string} name */
async function fetchThem(name) {
  asked += 1;
  const mine = asked;
  try {
    const answer = await get("/api/v1/regulations");
    // An answer as old as this question knows nothing of what was saved since.
    if (mine === asked) regulations.value = answer.regulations;
  } catch (error) { say(name, error.message, { bad: true }); }
}

/** Puts these sections in force, or says why not. What was typed meanwhile is still a draft. @param {string} name @param {Record<string, any>} sections */
async function save(name, sections) {
  const sent = drafts.value[name];
  say(name, "");
  saving.value = true;
  try {
    const answer = await post("/api/v1/regulations", sections);
    asked += 1;
    regulations.value = answer.regulations;
    if (drafts.value[name] === sent) {
      drop(name);
      say(name, t("regulation-saved"));
    }
  } catch (error) { say(name, error.message, { bad: true, details: error.details }); }
  saving.value = false;
}

/** Whether what a form says could never be in force, which is said then. @param {string} name @param {HTMLFormElement} form */
export function isFaulty(name, form) {
  const faults = faultsOf(form);
  if (faults.length) say(name, t("regulation-faulty"), { bad: true, faults });
  return faults.length > 0;
}

/** What came of the last press, under its button, and in sight when it was refused. @param {{name: string}} props */
function Said({ name }) {
  const told = useRef(/** @type {any} */ (null));
  useLayoutEffect(() => { if (said.value.bad) told.current?.scrollIntoView({ block: "nearest" }); }, [said.value]);
  if (said.value.name !== name || !said.value.text) return null;
  const { text, bad, faults, problems, figures } = said.value;
  return html`<div class="told" ref=${told}>
    <${Notice} text=${text} bad=${bad} />
    ${faults.length > 0 && html`<ul class="problems">${faults.map((one) => html`<li><b>${one.place}</b> ${one.said}</li>`)}</ul>`}
    ${problems.length > 0 && html`<ul class="problems">${problems.map((one) => html`
      <li><b>${one.where ? placeText(one.where) : placeText(one.field)}</b> ${one.where ? t(`regulation-${one.problem.replaceAll("_", "-")}`) : one.problem}</li>`)}</ul>`}
    ${figures.map((one) => html`<p class="problems">${t("regulation-starves", {
      lane: t(`common-lane-${one.lane}`), flooded: t(`common-lane-${one.flooded_by}`), worst: Math.round(one.worst_s / 60), limit: Math.round(one.limit_s / 60),
    })}</p>`)}</div>`;
}

/** What is dropped is gone, so it takes two presses in the same place. @param {{name: string}} props */
function Discard({ name }) {
  const sure = useSignal(false);
  const press = (/** @type {any} */ event) => {
    if (!sure.value) { sure.value = true; return; }
    if (event.detail > 1) return; // a double click is one press
    event.currentTarget.form.querySelector("[type=submit]").focus();
    say(name, "");
    drop(name);
  };
  return html`<button type="button" class="button ${sure.value ? "button-danger" : ""}" disabled=${saving.value} onClick=${press} onBlur=${() => { sure.value = false; }}>${t(sure.value ? "regulation-discard-sure" : "regulation-discard")}</button>`;
}

/** A form whose press saves what `sections` makes of it. @param {{name: string, sections: () => Record<string, any>, children: any}} props */
export function Regulation({ name, sections, children }) {
  const press = (/** @type {any} */ event) => {
    event.preventDefault();
    if (!isFaulty(name, event.currentTarget)) save(name, sections());
  };
  return html`
    <form class="regulation" noValidate onSubmit=${press}>
      ${children}
      <div class="save-row"><button class="button button-primary" type="submit" disabled=${saving.value}>${t("regulation-save")}</button>
        ${name in drafts.value && html`<span class="unsaved" role="status">${t("regulation-unsaved")}</span><${Discard} name=${name} />`}</div>
      <${Said} name=${name} />
    </form>`;
}
