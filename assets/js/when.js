/** When something will be, as people say it who stand in the hall today. Needs the texts `when`. */

import { clock, format, isSameDay } from "./hallTime.js";
import { t } from "./texts.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The parts of a day in the hall. @param {string | number} time */
function dayOf(time) {
  const said = format("en-GB", { weekday: "short", day: "numeric", month: "numeric" }).formatToParts(new Date(time));
  const of = (/** @type {string} */ type) => said.find((part) => part.type === type)?.value ?? "";
  return { weekday: DAYS.indexOf(of("weekday")) + 1, day: Number(of("day")), month: Number(of("month")) };
}

/** "1/12". @param {string | number} time */
export function shortDate(time) {
  const { day, month } = dayOf(time);
  return t("when-day", { day, month });
}

/** "13:30" for a time of today, "7:30 thứ Hai, 23/11" for a later one. @param {string | number} time @param {string | number} today */
export function whenText(time, today) {
  return isSameDay(time, today) ? clock(time) : t("when-later", { clock: clock(time), ...dayOf(time) });
}
