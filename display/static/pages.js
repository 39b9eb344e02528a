/** Long lists turn pages of equal height by the clock; a hall's screen never scrolls. */

import { computed } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";

const TURN_MS = 12_000;

/** A number that grows by one every 12 s: everything that turns, turns together. */
export const turn = computed(() => Math.floor(now.value / TURN_MS));

/**
 * @template T
 * @param {T[]} items
 * @param {number} size
 * @returns {{shown: (T | null)[], page: number, pages: number}} `shown` is filled up with nulls to `size`
 */
export function pageOf(items, size) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = turn.value % pages;
  const part = items.slice(page * size, page * size + size);
  return { shown: [...part, ...Array(size - part.length).fill(null)], page: page + 1, pages };
}
