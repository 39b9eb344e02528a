/** Sentences from the Fluent catalogues `/assets/texts/<language>/<part>.ftl`, one language at a time. */

import { FluentBundle, FluentResource } from "../vendor/fluent.js";
import { signal } from "../vendor/ui.js";

/** The language on the page now; components that call `t` are drawn again when it changes. */
export const language = signal("vi");

/** @type {Map<string, FluentBundle>} */
const bundles = new Map();
/** @type {Set<string>} */
const loaded = new Set();

/** @param {string} tongue */
function bundleOf(tongue) {
  let bundle = bundles.get(tongue);
  if (!bundle) {
    // Isolation marks serve mixed writing directions; none of our languages needs them, and they break text search.
    bundle = new FluentBundle(tongue, { useIsolating: false });
    bundles.set(tongue, bundle);
  }
  return bundle;
}

/** @param {string} tongue @param {string} part */
async function loadPart(tongue, part) {
  const path = `/assets/texts/${tongue}/${part}.ftl`;
  if (loaded.has(path)) return;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  bundleOf(tongue).addResource(new FluentResource(await answer.text()), { allowOverrides: true });
  loaded.add(path);
}

/**
 * Fetches the parts (`common` always among them) and makes `tongue` the page's language.
 * @param {string} tongue
 * @param {string[]} parts
 */
export async function loadTexts(tongue, parts) {
  await Promise.all([...new Set(["common", ...parts])].map((part) => loadPart(tongue, part)));
  language.value = tongue;
  document.documentElement.lang = tongue;
}

/**
 * The sentence `id` in the page's language. A missing one shows its id: visible in any test, harmless in a hall.
 * @param {string} id
 * @param {Record<string, string | number>} [args]
 */
export function t(id, args) {
  const bundle = bundleOf(language.value);
  const found = bundle.getMessage(id);
  if (!found?.value) {
    console.error(`no text for ${id} in ${language.value}`);
    return id;
  }
  return bundle.formatPattern(found.value, args ?? null);
}
