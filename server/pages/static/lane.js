/** The lane as a chip: priority by colour, icon and word, with its ground. */

import { html } from "/assets/vendor/ui.js";
import { language, t } from "/assets/js/texts.js";

/** @typedef {{code: string, name: string}} Ground */

/** Grounds that every hall knows; the texts name them in each language. */
const COMMON = new Set(["elderly", "disabled", "pregnant", "small_child", "merit"]);

/** A ground as people say it: the hall's own words, which are Vietnamese, else the common ones. @param {string} code @param {Ground[]} [grounds] */
export function groundName(code, grounds = []) {
  const own = grounds.find((ground) => ground.code === code)?.name;
  if (COMMON.has(code) && (language.value !== "vi" || !own)) return t(`common-grounds-${code}`);
  return own ?? code;
}

/** Somebody a call went before, and whether they had priority. @param {{label: string, lane: string}} person */
export const passedName = ({ label, lane }) => (lane === "priority" ? t("staff-passed-priority", { label }) : label);

/** @param {{lane: string, grounds?: string | null, hallGrounds?: Ground[], checked?: boolean}} props */
export function Lane({ lane, grounds, hallGrounds, checked = false }) {
  if (lane === "ordinary") return null;
  const icon = lane === "priority" ? "heart-handshake" : "calendar-clock";
  const ground = grounds ? ` · ${groundName(grounds, hallGrounds)}` : "";
  return html`
    <span class="state state-${lane}"><span class="icon icon-${icon}" aria-hidden="true"></span>${t(`common-lane-${lane}`)}${ground}${checked && html`
      <span class="icon icon-check" aria-hidden="true"></span><span class="visually-hidden">${t("desk-lane-checked")}</span>`}</span>`;
}
