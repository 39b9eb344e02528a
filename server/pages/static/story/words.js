/** A row of the story in words: why it happened, by the rule or by a person's reason. */

import { t } from "/assets/js/texts.js";

/** @param {Record<string, any>} row */
export function whyOf(row) {
  const details = row.details ?? {};
  return [rule(details), detail(row.kind, details), row.why && t("staff-why-said", { reason: row.why })].filter(Boolean).join(" · ");
}

/** Why this person was called and not another: the rule, and how many it went before. @param {Record<string, any>} details */
function rule(details) {
  if (!details.rule) return "";
  if (details.rule === "chosen") return t("staff-story-chosen", { count: details.passed_over });
  return details.passed_over > 0
    ? t("staff-story-passed", { count: details.passed_over, lane: t(`common-lane-${details.lane}`) })
    : t("staff-story-first");
}

/** @param {string} kind @param {Record<string, any>} details */
function detail(kind, details) {
  switch (kind) {
    case "ticket_issued": return [details.lane !== "ordinary" && t(`common-lane-${details.lane}`), details.grounds && t(`common-grounds-${details.grounds}`)].filter(Boolean).join(": ");
    case "ticket_called": return details.times > 1 ? t("staff-times", { times: details.times }) : "";
    case "ticket_finished": return [t(`common-outcome-${details.outcome}`), details.missing?.length && t("staff-missing-count", { count: details.missing.length })].filter(Boolean).join(", ");
    case "ticket_transferred": return [
      details.to_counter ? t("staff-story-to-counter", { number: details.to_counter }) : t("staff-story-to-service", { service: details.service }),
      details.keep_place ? t("staff-story-place-kept") : t("staff-story-place-lost"),
    ].join(", ");
    case "move_undone": return t("staff-story-undone", { seq: details.undone });
    case "paper_reported": return t(`staff-paper-${details.outcome ?? "unknown"}`);
    default: return "";
  }
}
