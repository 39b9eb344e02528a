/** The halls in the order that is asked for, and those of them that are looked for. */

import { computed, signal } from "/assets/vendor/ui.js";
import { language } from "/assets/js/texts.js";
import { sought, tone, view } from "./state.js";

/** @typedef {import("./state.js").Hall} Hall */

/** What each column is put in order by, and whether its least is worst. @type {Record<string, {of: (hall: Hall) => number | string | null, up?: boolean}>} */
export const COLUMNS = {
  name: { of: (hall) => shortName(hall), up: true },
  waiting: { of: (hall) => hall.now.waiting },
  longest: { of: urgency },
  open: { of: (hall) => hall.now.open_counters, up: true },
  red: { of: (hall) => hall.now.red },
  machines: { of: (hall) => hall.now.machines },
  visits: { of: (hall) => hall.visits },
  median: { of: (hall) => hall.waited.median_s },
  p90: { of: (hall) => hall.waited.p90_s },
  within: { of: (hall) => hall.waited.within_target, up: true },
  absent: { of: (hall) => hall.absent_share },
};

/** The worst come first until somebody asks for another order. */
export const order = signal({ column: "longest", up: false });

/** @param {string} column */
export function sortBy(column) {
  const usual = COLUMNS[column].up ?? false;
  order.value = { column, up: order.value.column === column ? !order.value.up : usual };
}

/** Red before amber before the others, by each hall's own targets; among them the longest wait. @param {Hall} hall */
function urgency(hall) {
  const rank = ["", "is-amber", "is-red"].indexOf(tone(hall));
  return rank * 1e6 + hall.now.longest_s;
}

/** What all names begin with, up to a whole word, says nothing in a table of them. */
const beginning = computed(() => {
  const names = (view.value?.halls ?? []).map(({ name }) => name);
  if (names.length < 2) return 0;
  let same = names[0].length;
  for (const name of names) while (!name.startsWith(names[0].slice(0, same))) same -= 1;
  return names[0].slice(0, same).lastIndexOf(" ") + 1;
});

/** @param {Hall} hall */
export const shortName = ({ name }) => name.slice(beginning.value);

/** As it is typed in haste: small letters without any marks. @param {string} text */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

export const shown = computed(() => {
  const words = bare(sought.value).split(/\s+/);
  const found = (view.value?.halls ?? []).filter((hall) => words.every((word) => bare(`${hall.name} ${hall.code}`).includes(word)));
  const { column, up } = order.value;
  const letters = new Intl.Collator(language.value, { numeric: true });
  return found.sort((one, other) => {
    const [a, b] = [COLUMNS[column].of(one), COLUMNS[column].of(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null); // who has no figure stands last
    const by = typeof a === "string" ? letters.compare(a, String(b)) : a - Number(b);
    return (up ? by : -by) || letters.compare(one.name, other.name);
  });
});
