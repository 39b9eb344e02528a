/** What the sections share: the hall's board, and a list fetched once and again after each change. */

import { signal, useEffect } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";

/** @type {{value: Record<string, any> | null}} */
export const board = signal(null);

/** A list of the API, by its path and the name of its array. @param {string} path @param {string} name */
export function listOf(path, name) {
  const list = signal(/** @type {any[] | null} */ (null));
  /** The whole answer. */
  const answer = signal(/** @type {Record<string, any> | null} */ (null));
  const failed = signal("");
  const fetchAgain = async () => {
    try {
      answer.value = await get(path);
      list.value = answer.value?.[name];
      failed.value = "";
    } catch (error) {
      failed.value = error.message;
    }
  };
  return { list, answer, failed, fetchAgain, useList: () => { useEffect(() => { fetchAgain(); }, []); return list.value; } };
}
