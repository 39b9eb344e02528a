/** The one question that tells the procedures of a family apart. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Leaves } from "./leaves.js";
import { labelOf, named, procedureOf, questionOf } from "./named.js";
import { screen } from "./state.js";
import { chooseProcedure } from "./ways.js";

/** @param {any} option */
function draw(option) {
  const procedure = procedureOf(option.code);
  return html`<button class="row option" onClick=${() => chooseProcedure(option.code)}>
    <span class="row-text"><strong>${named(option, "text")}</strong><small>${procedure && labelOf(procedure)}</small></span>
    <span class="icon icon-chevron-right" aria-hidden="true"></span>
  </button>`;
}

export function Question() {
  const question = questionOf(screen.value.question);
  return html`<${Frame} title=${named(question, "text")} note=${t("kiosk-question-label")}>
    <${Leaves} rows=${question.options} draw=${draw} label=${named(question, "text")} />
  <//>`;
}
