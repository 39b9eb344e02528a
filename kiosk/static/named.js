/** Finds things of the menu and says them in the page's language; what has no translation is said in Vietnamese. */

import { language } from "/assets/js/texts.js";
import { menu } from "./state.js";

/** @param {Record<string, any> | undefined} row @param {string} field */
export function named(row, field) {
  if (!row) return "";
  return (language.value === "vi" ? row[field] : row[`${field}_${language.value}`]) || row[field] || "";
}

/** @param {string} code */
export function serviceOf(code) {
  return menu.value.services.find((/** @type {any} */ row) => row.code === code);
}

/** @param {string | null | undefined} code */
export function procedureOf(code) {
  return menu.value.procedures.find((/** @type {any} */ row) => row.code === code);
}

/** @param {string} code */
export function groundOf(code) {
  return menu.value.grounds.find((/** @type {any} */ row) => row.code === code);
}

/** @param {string | undefined} id */
export function questionOf(id) {
  return menu.value.questions.find((/** @type {any} */ row) => row.id === id);
}

/** The short everyday name; other languages have only the official one, Korean mostly in English. @param {any} procedure */
export function labelOf(procedure) {
  if (language.value === "vi") return procedure.label;
  return procedure[`name_${language.value}`] || procedure.name_en || procedure.label;
}

/** The official name, when it says more than the everyday one. @param {any} procedure */
export function officialOf(procedure) {
  const official = language.value === "vi" ? procedure.name : procedure.label;
  return official === labelOf(procedure) ? "" : official;
}

export function guidanceService() {
  return menu.value.services.find((/** @type {any} */ row) => row.kind === "guidance");
}
