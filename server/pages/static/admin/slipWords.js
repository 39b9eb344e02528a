/** A layout in one order and without what is empty, and its faults in words. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

export const BLOCKS = ["ahead", "wait", "qr", "checklist", "path", "phone", "address"];
export const LANGUAGES = ["vi", "en", "ko"];

/** Two layouts that say the same are the same text. @param {any} layout */
export function tidy(layout) {
  const texts = (/** @type {any} */ of) => Object.fromEntries(LANGUAGES.filter((one) => of?.[one]?.trim()).map((one) => [one, of[one]]));
  const all = {
    emblem: layout.emblem || "", head: texts(layout.head), foot: texts(layout.foot),
    without: BLOCKS.filter((one) => layout.without?.includes(one)), languages: LANGUAGES.filter((one) => layout.languages?.includes(one)),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => (typeof value === "string" ? value : Object.keys(value).length)));
}

/** `foot.vi[2]` is "Dòng cuối phiếu – Tiếng Việt – dòng 2". @param {string} where */
function placeText(where) {
  const [, field, language, line] = /** @type {any[]} */ (/^([a-z]+)(?:\.([a-z]+))?(?:\[(\d+)\])?$/.exec(where) ?? [where, where]);
  const known = ["emblem", "head", "foot", "without", "languages"].includes(field);
  return [known ? t(`layout-${field}`) : field, language && (LANGUAGES.includes(language) ? t(`layout-language-${language}`) : language), line && t("layout-line", { line })]
    .filter(Boolean).join(" – ");
}

/** @param {{problems: {where: string, problem: string, said: string}[]}} props */
export function Problems({ problems }) {
  if (!problems.length) return null;
  return html`<div role="alert"><ul class="problems">${problems.map((one) => html`
    <li><b>${placeText(one.where)}</b> ${t(`layout-${one.problem.replaceAll("_", "-")}`, { said: one.said })}</li>`)}</ul></div>`;
}
