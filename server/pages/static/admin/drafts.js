/** What is typed in a section and not saved yet: one draft a section, kept while the page lives. */

import { effect, signal } from "/assets/vendor/ui.js";

/** @type {{value: Record<string, any>}} by the section's name; a section that says what is in force has none */
export const drafts = signal({});

/** @param {string} name @param {any} draft @param {any} inForce */
export function keep(name, draft, inForce) {
  if (JSON.stringify(draft) === JSON.stringify(inForce)) drop(name);
  else drafts.value = { ...drafts.value, [name]: draft };
}

/** @param {string} name */
export function drop(name) {
  const { [name]: _, ...others } = drafts.value;
  drafts.value = others;
}

const ask = (/** @type {Event} */ event) => event.preventDefault();
// Only while there is something to lose: a page with this listener is always built anew when somebody comes back to it.
effect(() => {
  if (Object.keys(drafts.value).length) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
});
