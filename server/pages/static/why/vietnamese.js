/** The sentences in Vietnamese, whatever language the page is read in: a letter to a citizen is written in it. */

import { FluentBundle, FluentResource } from "/assets/vendor/fluent.js";

const bundle = new FluentBundle("vi", { useIsolating: false });

for (const part of ["common", "why"]) {
  const answer = await fetch(`/assets/texts/vi/${part}.ftl`);
  bundle.addResource(new FluentResource(await answer.text()));
}

/** @param {string} id @param {Record<string, string | number>} [args] */
export function inVietnamese(id, args) {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, args ?? null) : id;
}
