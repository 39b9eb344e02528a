/** What happened to the two numbers, side by side in one order of time; the call in question stands out. */

import { html } from "/assets/vendor/ui.js";
import { language, t } from "/assets/js/texts.js";
import { whoOf, whyOf } from "../story/words.js";
import { named, toTheSecond } from "./words.js";

/** @typedef {import("./asking.js").Found["names"]} Names */

/** @param {{found: import("./asking.js").Found}} props */
export function Lives({ found }) {
  const rows = [...found.mine.steps.map((step) => ({ step, whose: "mine" })), ...found.other.steps.map((step) => ({ step, whose: "other" }))]
    .sort((one, two) => one.step.seq - two.step.seq);
  return html`
    <section class="card why-lives" aria-labelledby="why-lives-head">
      <h2 class="why-kicker" id="why-lives-head">${t("why-lives")}</h2>
      <table class="table">
        <thead><tr><th scope="col">${t("staff-story-at")}</th><th scope="col">${t("why-life", { label: found.mine.label })}</th><th scope="col">${t("why-life", { label: found.other.label })}</th></tr></thead>
        <tbody>${rows.map(({ step, whose }) => html`
          <tr key=${step.seq} class=${step.seq === found.call ? "why-row-compared" : ""} data-seq=${step.seq}>
            <td class="number">${toTheSecond(step.at)}</td>
            <td>${whose === "mine" && html`<${Happened} step=${step} names=${found.names} isCompared=${false} />`}</td>
            <td>${whose === "other" && html`<${Happened} step=${step} names=${found.names} isCompared=${step.seq === found.call} />`}</td>
          </tr>`)}</tbody>
      </table>
    </section>`;
}

/** The next leg of a visit is told as issued, but nobody took a number. @param {import("./asking.js").Step} step @param {Names} names */
function what(step, names) {
  if (step.kind === "ticket_issued" && step.details.handed_at) return t("why-joined", { at: toTheSecond(step.details.handed_at) });
  if (step.kind !== "ticket_issued" || step.details.leg === 1) return t(`staff-kind-${step.kind}`);
  return t("why-next-leg", { service: named(names.services[step.details.service], language.value) ?? step.details.service });
}

/** @param {{step: import("./asking.js").Step, names: Names, isCompared: boolean}} props */
function Happened({ step, names, isCompared }) {
  // The row that an undo takes back stands crossed out above it; its number in the story says nothing here.
  const more = step.kind === "move_undone" ? "" : whyOf(step);
  return html`
    <span class=${step.undone ? "why-step why-step-undone" : "why-step"}><b>${what(step, names)}</b>${step.counter ? ` · ${t("common-counter", { number: step.counter })}` : ""}</span>
    <span class="why-by">${whoOf(step.by)}</span>
    ${step.undone && html`<span class="state state-paused">${t("why-undone")}</span>`}
    ${isCompared && html`<span class="why-compared">${t("why-compared")}</span>`}
    ${more && html`<span class="why-more">${more}</span>`}`;
}
