/** A row of the story in words: why it happened, by the rule or by a person's reason. */

import { clock, longDate } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { groundName, passedName } from "../lane.js";

const NAMELESS = new Set(["phone", "moiso", "public", "home"]);

/** Who it was: people and machines by their names, and those who have none. @param {string | null} by */
export const whoOf = (by) => (NAMELESS.has(by ?? "") ? t(`staff-by-${by}`) : by ?? "");

/** @param {Record<string, any>} row */
export function whyOf(row) {
  const details = row.details ?? {};
  return [rule(details), detail(row.kind, details), row.why && t("staff-why-said", { reason: row.why })].filter(Boolean).join(" · ");
}

/** Why this person was called and not another: the reason, whom it went before, whether it helped another line. @param {Record<string, any>} details */
function rule(details) {
  if (!details.rule) return "";
  const passed = (details.passed ?? []).map(passedName).join(", ");
  return [passed ? `${cause(details)} (${passed})` : cause(details), details.helped && t("staff-story-helped")].filter(Boolean).join(", ");
}

/** @param {Record<string, any>} details */
function cause({ rule, because, passed_over: count, lane }) {
  if (rule === "chosen") return t("staff-story-chosen", { count });
  if (because === "floor" || because === "credit") return t(`staff-story-${because}`, { count });
  return count > 0 ? t("staff-story-passed", { count, lane: t(`common-lane-${lane}`) }) : t("staff-story-first");
}

/** @param {Record<string, any>} details */
const laneOf = ({ lane, grounds }) => [t(`common-lane-${lane}`), grounds && groundName(grounds)].filter(Boolean).join(": ");

/** @param {string} kind @param {Record<string, any>} details */
function detail(kind, details) {
  switch (kind) {
    case "ticket_issued": return details.lane === "ordinary" ? "" : laneOf(details);
    case "reserve_told": return [t("staff-story-taken", { at: clock(details.handed_at) }), details.lane === "ordinary" ? "" : laneOf(details)].filter(Boolean).join(", ");
    case "lane_confirmed": case "lane_changed": return laneOf(details);
    case "ticket_restored": return details.kept_place === false ? t("staff-story-place-lost") : "";
    case "ticket_called": return details.times > 1 ? t("staff-times", { times: details.times }) : "";
    case "ticket_delayed": return t("staff-story-delayed", { count: details.passed });
    case "ticket_finished": return [t(`common-outcome-${details.outcome}`), details.missing?.length && t("staff-missing-count", { count: details.missing.length })].filter(Boolean).join(", ");
    case "ticket_transferred": return [
      details.to_counter ? t("staff-story-to-counter", { number: details.to_counter }) : t("staff-story-to-service", { service: details.service }),
      details.keep_place ? t("staff-story-place-kept") : t("staff-story-place-lost"),
    ].join(", ");
    case "move_undone": return t("staff-story-undone", { seq: details.undone });
    case "paper_reported": return t(`staff-paper-${details.outcome ?? "unknown"}`);
    case "appointment_booked": case "appointment_cancelled": case "appointment_missed":
      return t("staff-story-appointment", { code: details.code, service: details.service, at: `${clock(details.slot_at)}, ${longDate(details.slot_at)}` });
    case "appointment_checked_in": {
      // Older rows say only whether the slot was kept; a number from home has none to keep.
      const isLate = details.late ?? !details.kept_slot;
      const came = isLate ? "staff-story-late" : details.channel === "home" ? "staff-story-from-home" : "staff-story-in-time";
      return t(came, { code: details.code, clock: clock(details.slot_at) });
    }
    default: return "";
  }
}
