/** Says in words where a fault of the regulations lies: `hours.week.mon[1]` → "Thứ Hai, dòng 2". */

import { t } from "/assets/js/texts.js";

/** The parts of a place that have a word of their own; any other (a service's letter) says itself. */
const WORDS = /^(groups|grounds|hours|week|days|cut_off_min|capacity|paths|breaks|slots|services_from|services|screens|home|playlist|notices|mon|tue|wed|thu|fri|sat|sun)$/;

/** A slot that people have booked: 2026-11-25T08:00. */
const SLOT = /^(\d{4})-(\d\d)-(\d\d)T0?(\d+:\d\d)$/;

/** @param {string} where */
export function placeText(where) {
  return where.split(".").map((part) => {
    const [, name, line] = /** @type {string[]} */ (/^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [part, part]);
    const word = WORDS.test(name) ? t(`regulation-place-${name.replaceAll("_", "-")}`) : name.replace(SLOT, "$4 $3/$2/$1");
    return line === undefined ? word : t("regulation-place-line", { place: word, line: Number(line) + 1 });
  }).join(" – ");
}
