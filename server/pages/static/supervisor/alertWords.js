/** An alert in words: its reason, and the next step. */

import { t } from "/assets/js/texts.js";
import { troubleText } from "../machines.js";
import { alerts, minutes } from "./state.js";

/** @typedef {import("/assets/js/protocol.js").Alert} Alert */

/** @param {Alert} alert */
export function reason({ kind, subject, facts }) {
  switch (kind) {
    case "machine": return troubleText(facts);
    case "no_screen": return t("staff-alert-uncalled", { counters: facts.counters.join(", ") });
    case "line_late": return line(facts);
    case "line_stranded": return facts.missed ? t("alert-line-missed", { ...facts, minutes: minutes(facts.missed_s) ?? 0 }) : t("alert-line-stranded", facts);
    case "report_waits": return t(`alert-report-${subject.replaceAll("_", "-")}`);
    case "drift": return t(`alert-drift-${facts.alarm}`, {
      kept: Math.floor(10 * facts.kept), way: facts.bias_s < 0 ? "later" : "sooner", minutes: minutes(Math.abs(facts.bias_s)) ?? 0,
    });
    default: return t(`alert-${kind.replaceAll("_", "-")}`, {
      ...facts, minutes: minutes(facts.since_s) ?? 0, usual: minutes(facts.usual_s) ?? 0, counter: facts.counter ?? 0,
    });
  }
}

/** Whoever came first waits too long, or whoever comes now will. @param {Record<string, any>} facts */
function line({ name, waiting, longest_s: longest, likely_s: likely, target_s: target }) {
  if (longest >= alerts.value.targets.amber_s) return t("alert-line-late", { name, waiting, minutes: minutes(longest) ?? 0 });
  return t("alert-line-likely", { name, waiting, minutes: minutes(likely) ?? 0, target: minutes(target) ?? 0 });
}

/** What to do, before the button that does it; "" where the reason says it all. @param {Alert} alert */
export function nextStep({ kind, facts, step }) {
  if (facts.away && (!step || step.do === "what_if")) return t("alert-next-away", { counter: facts.away, minutes: Math.max(1, minutes(facts.back_s) ?? 1) });
  if (!step || step.do === "what_if") return kind === "line_late" ? t("alert-next-busy") : kind === "line_stranded" ? t("alert-next-nobody") : "";
  if (kind === "counter_idle") return t("alert-next-idle");
  return t(`alert-next-${(step.was ?? step.do).replace("_", "-")}`, { counter: step.counter ?? 0, calls: facts.calls ?? 0 });
}
