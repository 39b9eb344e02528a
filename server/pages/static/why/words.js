/** The sentences of an answer, in any language: what stands in a sentence's places is turned into words here. */

import { clock } from "/assets/js/hallTime.js";

/** @typedef {import("./asking.js").Found} Found */
/** @typedef {(id: string, args?: Record<string, string | number>) => string} Say */

/** "21/11/2026". @param {string} day */
export const dayText = (day) => day.split("-").reverse().join("/");

/** One sentence of the answer. @param {Say} say @param {string} tongue @param {"answer" | "fact"} sort @param {import("./asking.js").Said} said @param {Found} found */
export function sentence(say, tongue, sort, said, found) {
  const call = found.other.steps.find(({ seq }) => seq === found.call);
  /** @type {Record<string, string | number>} */
  const args = { mine: found.mine.label, other: found.other.label, date: dayText(found.day), call_counter: call?.counter ?? 0 };
  for (const [name, value] of Object.entries(said.params)) args[name] = spoken(say, tongue, name, value, found);
  if (said.params.whose) args.label = args[said.params.whose];
  if (said.id === "same_second") args.came_at = toTheSecond(said.params.came_at);
  const { mine_at: mine, other_at: other } = said.params;
  if (mine && other && args.mine_at === args.other_at) Object.assign(args, { mine_at: toTheSecond(mine), other_at: toTheSecond(other) });
  return say(`why-${sort}-${said.id}`, args);
}

/** What a letter is about. @param {Say} say @param {Found} found */
export const about = (say, found) => say("why-letter-about", { mine: found.mine.label, other: found.other.label, date: dayText(found.day) });

/** All of it, for a letter: what it is about, the answer, and what the story says. @param {Say} say @param {string} tongue @param {Found} found */
export function letter(say, tongue, found) {
  const facts = found.facts.map((fact) => `– ${sentence(say, tongue, "fact", fact, found)}`);
  return [about(say, found), sentence(say, tongue, "answer", found.answer, found), "", say("why-letter-facts"), ...facts].join("\n");
}

/** @param {Say} say @param {string} tongue @param {string} name @param {any} value @param {Found} found @returns {string | number} */
function spoken(say, tongue, name, value, found) {
  if (value === "") return "none";
  if (name === "at" || name.endsWith("_at")) return clock(value);
  if (name.endsWith("_s")) return duration(say, value);
  if (name.endsWith("service")) return named(found.names.services[value], tongue) ?? value;
  if (name === "grounds") return inside(named(found.names.grounds[value], tongue) ?? say(`common-grounds-${value}`));
  return value;
}

/** "10:07:05": of two in the same minute the seconds tell who was first. @param {string} iso */
export const toTheSecond = (iso) => `${clock(iso)}:${String(new Date(iso).getUTCSeconds()).padStart(2, "0")}`;

/** A name as it stands inside a sentence. @param {string} name */
const inside = (name) => name.charAt(0).toLocaleLowerCase() + name.slice(1);

/** A service or a ground in a language, or in Vietnamese. @param {Record<string, string | null> | undefined} names @param {string} tongue */
export const named = (names, tongue) => names?.[tongue] ?? names?.vi;

/** Whole minutes, as people tell a wait; under one it is nothing to speak of. @param {Say} say @param {number} seconds */
function duration(say, seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return "none";
  if (minutes < 60) return say("common-age-minutes", { n: minutes });
  return say("common-age-hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
