/** What keeps a form from being sent, in the language of this page: the browser's own bubbles speak the browser's. */

import { t } from "/assets/js/texts.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/** @typedef {{place: string, said: string}} Fault */

/** The faults of a form, by the names of its fields; each field is marked until it is typed in. @param {HTMLFormElement} form @returns {Fault[]} */
export function faultsOf(form) {
  const wrong = /** @type {Field[]} */ ([...form.elements]).filter((field) => field.willValidate && !field.validity.valid);
  for (const field of wrong) {
    field.setAttribute("aria-invalid", "true");
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  }
  return wrong.map((field) => ({ place: field.ariaLabel ?? field.labels?.[0].firstChild?.textContent ?? "", said: faultOf(field) }));
}

/** Faults as one sentence after the other, for a form that says what came of it in a line; "" without any. @param {HTMLFormElement} form */
export const faultsText = (form) => faultsOf(form).map(({ place, said }) => t("staff-fault", { place, said })).join(" ");

/** @param {Field} field */
function faultOf(field) {
  if (field.validity.customError) return field.validationMessage;
  if ("min" in field && field.type === "number") return t("staff-fault-range", { least: Number(field.min), most: Number(field.max) });
  return field.validity.valueMissing ? t("staff-fault-empty") : field.title;
}
