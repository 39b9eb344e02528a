/** The browser tab as a signal lamp: whom I have, how many wait, whether the line stands. */

import { t } from "/assets/js/texts.js";

/** @param {import("./state.js").Desk | null} level @param {boolean} connected @param {string} counter */
export function titleOf(level, connected, counter) {
  if (!level) return t("staff-counter-title", { number: Number(counter) });
  const where = t("staff-counter-title", { number: level.counter.number });
  if (!connected) return `⚠ ${t("staff-title-offline")} – ${where}`;
  if (level.ticket) return `${level.ticket.label} ${t(`common-state-${level.ticket.state}`)} – ${where}`;
  if (level.counter.state !== "open") return `${t(`common-counter-${level.counter.state}`)} – ${where}`;
  return `(${level.waiting}) ${where}`;
}
