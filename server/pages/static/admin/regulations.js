/** The hall's regulations as the sections of this page edit them: read at each opening, saved a part at a time, faults named. */

import { html, signal, useEffect, useLayoutEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { drafts, drop, keep } from "./drafts.js";
import { faultsOf } from "./faults.js";
import { Notice } from "./parts.js";
import { placeText } from "./placeText.js";

export const regulations = signal(/** @type {any} */ (null));
/** @typedef {Record<string, string>} Revisions by section of the server, several of which may be one section of this page */
let revisions = /** @type {Revisions} */ ({});
/** What was in force when each draft was begun. @type {Record<string, Revisions>} */
const seen = {};
/** The section in which what somebody else saved is looked at, with its draft set aside; or "". */
const theirs = signal("");
/** What came of the last press: in which section, a sentence, the faults of its fields, those the server found by their place, the figures of a rule that starves a lane. */
const said = signal({ name: "", text: "", bad: false, faults: /** @type {import("./faults.js").Fault[]} */ ([]), problems: /** @type {any[]} */ ([]), figures: /** @type {any[]} */ ([]), isTaken: false });
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
    theirs.value = "";
    fetchThem(name);
  }, []);
  const known = regulations.value;
  const inForce = known && made(known);
  const put = (/** @type {any} */ draft) => {
    say(name, "");
    if (!(name in drafts.value)) seen[name] = { ...revisions };
    // What is on its way will be in force: until the answer nobody knows whether this says the same.
    keep(name, draft, saving.value ? null : inForce);
  };
  return { known, draft: name in drafts.value && theirs.value !== name ? drafts.value[name] : inForce, put };
}

/** @param {string} name @param {string} text @param {{bad?: boolean, details?: Record<string, any>, faults?: import("./faults.js").Fault[], isTaken?: boolean}} [more] */
export function say(name, text, { bad = false, details = {}, faults = [], isTaken = false } = {}) {
  said.value = { name, text, bad, faults, problems: details.problems ?? [], figures: details.figures ?? [], isTaken };
}

/** @param {string} name */
async function fetchThem(name) {
  asked += 1;
  const mine = asked;
  try {
    const answer = await get("/api/v1/regulations");
    // An answer as old as this question knows nothing of what was saved since.
    if (mine === asked) hear(answer);
  } catch (error) { say(name, error.message, { bad: true }); }
}

/** @param {any} answer */
function hear(answer) {
  regulations.value = answer.regulations;
  revisions = answer.revisions;
}

/** What somebody else saved is in force and known now, and what was typed here is still a draft: it may be saved knowing that. @param {string} name @param {string} message */
async function learnOfTheOther(name, message) {
  await fetchThem(name);
  seen[name] = { ...revisions };
  const isTaken = name in drafts.value;
  say(name, isTaken ? `${message} ${t("regulation-mine-kept")}` : message, { bad: true, isTaken });
}

/** Puts these sections in force, or says why not. What was typed meanwhile is still a draft. @param {string} name @param {Record<string, any>} sections */
async function save(name, sections) {
  const sent = drafts.value[name];
  const read = sent === undefined ? revisions : seen[name];
  say(name, "");
  saving.value = true;
  try {
    const answer = await post("/api/v1/regulations", { ...sections, seen: read });
    asked += 1;
    hear(answer);
    // Drafts of other sections on this page may share a part of it, and it was no other who changed that.
    for (const one of Object.values(seen)) for (const part of Object.keys(sections)) if (one[part] === read[part]) one[part] = revisions[part];
    if (drafts.value[name] === sent) {
      drop(name);
      say(name, t("regulation-saved"));
    }
  } catch (error) {
    if (error.code === "changed_meanwhile") await learnOfTheOther(name, error.message);
    else say(name, error.message, { bad: true, details: error.details });
  }
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
  const { text, bad, faults, problems, figures, isTaken } = said.value;
  return html`<div class="told" ref=${told}>
    <${Notice} text=${text} bad=${bad} />
    ${isTaken && html`<button type="button" class="button" onClick=${() => { theirs.value = theirs.value ? "" : name; }}>${t(theirs.value ? "regulation-show-mine" : "regulation-show-theirs")}</button>`}
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
    theirs.value = "";
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
      <div class="regulation-fields" inert=${theirs.value === name}>${children}</div>
      <div class="save-row"><button class="button button-primary" type="submit" disabled=${saving.value || theirs.value === name}>${t("regulation-save")}</button>
        ${name in drafts.value && html`<span class="unsaved" role="status">${t("regulation-unsaved")}</span><${Discard} name=${name} />`}</div>
      <${Said} name=${name} />
    </form>`;
}
