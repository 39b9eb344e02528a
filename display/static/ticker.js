/** The one line at the foot of the board: how people are called, until when, and what to do. It turns by the clock. */

import { now } from "/assets/js/age.js";
import { clock, isSameDay } from "/assets/js/hallTime.js";
import { standing } from "/assets/js/opening.js";
import { t } from "/assets/js/texts.js";
import { turn } from "./pages.js";
import { inWords, screen } from "./screen.js";

/** @typedef {import("/assets/js/protocol.js").Board} Board */

/** So long before the hour from which results wait for tomorrow, whoever still fills in a form should know of it. */
const EARLY_MS = 90 * 60_000;

/** @param {Board["rule"]} rules */
function callRules(rules) {
  // The services of each rule are named only where there are several: people know their letter, not a group's name.
  return rules.map(({ services, id, ...values }) => rules.length === 1
    ? t("display-ticker-rule", { rule: t(id, values) })
    : t("display-ticker-rule-of", { letters: services.join(", "), rule: t(id, values) }));
}

/** What is true only today and now. @param {Board["hours"]} hours @param {number} at */
function notices(hours, at) {
  const said = [];
  const is = standing(hours, at);
  if (is === "open" && hours.issues_until && at < Date.parse(hours.closes_at ?? hours.issues_until)) {
    const again = hours.reopens_at && isSameDay(hours.reopens_at, at) ? clock(hours.reopens_at) : null;
    const time = clock(hours.issues_until);
    if (at >= Date.parse(hours.issues_until)) said.push(t("display-ticker-stopped"));
    else said.push(again ? t("display-ticker-until-again", { time, again }) : t("display-ticker-until", { time }));
  }
  if (is === "open" && hours.same_day_until && at > Date.parse(hours.same_day_until) - EARLY_MS) {
    said.push(t("display-ticker-same-day", { time: clock(hours.same_day_until) }));
  }
  return said;
}

/** @param {Board} board */
function advice({ hall, rule }) {
  return [
    ...screen.value.notices.map(inWords),
    ...callRules(rule),
    t("display-ticker-priority"),
    t("display-ticker-absent"),
    ...(hall.phone ? [t("display-ticker-phone", { phone: hall.phone.replaceAll(" ", "\u00a0") })] : []),
  ];
}

/** The sentence of this turn: a notice and a piece of advice by turns. @param {Board} board */
export function tickerLine(board) {
  const pressing = [...(board.reserve ? [t("display-ticker-reserve")] : []), ...notices(board.hours, now.value)];
  const lasting = advice(board);
  const lines = pressing.length ? lasting.flatMap((line, at) => [pressing[at % pressing.length], line]) : lasting;
  return lines[turn.value % lines.length];
}
