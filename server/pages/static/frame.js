/** What every staff page does first: its sentences, its line to the hall, and what says that it is silent or lost. */

import { computed, effect } from "/assets/vendor/ui.js";
import { ageText, now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { connectHall } from "/assets/js/live.js";
import { loadTexts, t } from "/assets/js/texts.js";

/** Data this old on a page is no longer "now": until then a blink of the network is not worth a band. */
const PATIENCE_MS = 1_500;

/** Loads the sentences of staff pages, and `parts` of this one, in the language the server chose for it. @param {string[]} [parts] */
export const loadPage = (parts = []) => loadTexts(document.documentElement.lang, ["staff", ...parts]);

/**
 * @param {Record<string, (level: any) => void>} levels
 * @param {Record<string, (edge: any) => void>} [edges]
 */
export function openLine(levels, edges = {}) {
  // The account was signed out elsewhere, or its rights changed: the sign-in page leads back here.
  // A line is known to stand by a level: a page that shows none hears the board.
  const line = connectHall({ levels: { board: () => {}, ...levels }, edges: { signed_out: () => location.reload(), ...edges } });
  const lost = computed(() => !line.status.value.connected && now.value - line.status.value.since > PATIENCE_MS);
  effect(() => showBand(lost.value, line.status.value));
  effect(() => showAge(line.status.value));
  return { ...line, lost };
}

/** No word for some seconds, and the line is not given up. @param {import("/assets/js/live.js").Status} status */
function showAge({ isStale, heardAt }) {
  const mark = /** @type {HTMLElement} */ (document.getElementById("stale"));
  mark.hidden = !isStale;
  if (isStale) mark.textContent = t("staff-stale", { age: ageText(heardAt) });
}

/** @param {boolean} lost @param {import("/assets/js/live.js").Status} status */
function showBand(lost, status) {
  const band = /** @type {HTMLElement} */ (document.getElementById("offline"));
  band.hidden = !lost;
  document.getElementById("main")?.classList.toggle("is-stale", lost);
  if (!lost) return;
  band.textContent = status.heardAt
    ? t("staff-offline-since", { clock: clock(status.heardAt), age: ageText(status.heardAt) })
    : t("staff-offline");
}
