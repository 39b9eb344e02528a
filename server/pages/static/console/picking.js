/** Picking a person beside the desk by the arrow keys: my line first, then the parked, then the absent. */

import { effect } from "/assets/vendor/ui.js";
import { desk, picked } from "./state.js";

/** @param {1 | -1} by */
export function step(by) {
  const { next, parked, absent } = desk.value;
  const ids = [...next, ...parked, ...absent].map(({ id }) => id);
  if (!ids.length) return;
  const at = picked.value === null ? -1 : ids.indexOf(picked.value);
  const to = at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by;
  picked.value = ids[Math.min(ids.length - 1, Math.max(0, to))];
}

/** Picks, or lets go of whom it had picked. @param {number} id */
export const pick = (id) => { picked.value = picked.value === id ? null : id; };

/** Whoever is picked is in sight. */
export function keepPickedInSight() {
  effect(() => {
    if (picked.value === null) return;
    requestAnimationFrame(() => document.querySelector(".wait-row[data-picked]")?.scrollIntoView({ block: "nearest" }));
  });
}
