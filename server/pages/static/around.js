/** The calendar day, week, month and quarter around a day, for pages that look at a period. */

/** @param {string} day */
const dated = (day) => new Date(`${day}T00:00:00Z`);
/** @param {Date} date */
const plain = (date) => date.toISOString().slice(0, 10);

/** First and last day of the day, week, month or quarter around `day`, so many of them later. @param {string} kind @param {string} day */
export function around(kind, day, later = 0) {
  const at = dated(day);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (kind === "day" || kind === "week") {
    const length = kind === "day" ? 1 : 7;
    const first = date + later * length - (kind === "week" ? (at.getUTCDay() + 6) % 7 : 0);
    return { since: plain(new Date(Date.UTC(year, month, first))), through: plain(new Date(Date.UTC(year, month, first + length - 1))) };
  }
  const length = kind === "month" ? 1 : 3;
  const first = month - (month % length) + later * length;
  return { since: plain(new Date(Date.UTC(year, first, 1))), through: plain(new Date(Date.UTC(year, first + length, 0))) };
}
