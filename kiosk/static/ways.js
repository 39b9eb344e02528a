/** Where a touch leads: from a tile, a found procedure or a field to the one next decision. */

import { begin, go } from "./state.js";
import { guidanceService, procedureOf, questionOf, serviceOf } from "./named.js";

/** @param {string} code */
export function chooseProcedure(code) {
  const procedure = procedureOf(code);
  // A hall may list a need that is only a service (collecting a result): there is nothing to check before the number.
  if (procedure) go({ name: "checklist", procedure: code });
  else if (serviceOf(code)) chooseService(code);
}

/** @param {string} code */
export function chooseService(code) {
  if (serviceOf(code)?.kind === "field") go({ name: "procedures", service: code });
  else begin(code);
}

/** A row of the results; a family asks its one question first. @param {{code: string, question?: string | null}} row */
export function chooseResult(row) {
  if (row.question && questionOf(row.question)) go({ name: "question", question: row.question });
  else chooseProcedure(row.code);
}

/** @param {{service: string, procedure: string | null, question: string | null}} tile */
export function chooseTile(tile) {
  if (tile.question && questionOf(tile.question)) go({ name: "question", question: tile.question });
  else if (tile.procedure) chooseProcedure(tile.procedure);
  else chooseService(tile.service);
}

export function chooseGuidance() {
  const service = guidanceService();
  if (service) begin(service.code);
  else go({ name: "help" });
}
