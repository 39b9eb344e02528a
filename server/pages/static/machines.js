/** The hall's machines: what is wrong with one, and what whoever stands beside it does about that. */

import { signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { ageText, now } from "/assets/js/age.js";
import { hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

/** @typedef {import("/assets/js/protocol.js").Device} Device */

const ASK_EVERY_MS = 15_000;
/** A device tells how it is every few seconds; this long without a word, it is switched off or cut off. */
const SILENT_MS = 45_000;
/** From here on a roll is nearly used up, also for a printer that has no sensor for it: an hour of a busy morning. */
const FEW_SLIPS = 60;

/** Screens show the hall's clock and not their own; one that is minutes off all the same has a dead battery, or no time server. */
const WRONG_CLOCK_S = 120;

/** @type {Record<string, string>} */
const PRINTER = {
  paper_out: "paper-out", paper_near_end: "paper-low", cover_open: "cover", overheated: "overheated", cutter: "cutter",
  broken: "broken", offline: "offline", mute: "mute", away: "away",
};
const PRINTER_TROUBLES = new Set([...Object.values(PRINTER), "printer"]);

export const devices = signal(/** @type {Device[] | null} */ (null));
/** When that was true: while our own line is lost, no machine is called silent that we only do not hear. */
const heardAt = signal(0);

/** @param {Device[]} list */
function take(list) {
  devices.value = list;
  heardAt.value = now.value;
}

/** News comes with the level; when each was last heard is asked, for that changes without being news. */
export const levels = { devices: (/** @type {import("/assets/js/protocol.js").Devices} */ level) => { take(level.devices); } };

export function watchDevices() {
  const ask = async () => {
    try {
      take((await get("/api/v1/devices")).devices);
    } catch {
      // The band of the lost line says it already; the last known health stays on the page.
    }
    setTimeout(ask, ASK_EVERY_MS);
  };
  ask();
}

/** What is wrong with a device, as the end of a sentence's id, or "" when it is well. @param {Device} device @param {number} [at] when that was read */
export function trouble(device, at = heardAt.value) {
  if (device.revoked) return "";
  if (!device.last_seen_at) return "never";
  if (at - Date.parse(device.last_seen_at) > SILENT_MS) return holdsReserve(device, at) ? "cut-off" : "silent";
  if (device.health?.twin_at) return "twin";
  if (device.health?.reserve?.lost?.length) return "lost";
  const wrong = printerTrouble(device);
  if (wrong) return wrong;
  if (device.health?.sound === "missing") return "voice";
  if (device.health?.sound === "blocked" || device.health?.sound === false) return "sound";
  if (device.health?.lost_files > 0) return "files";
  return Math.abs(device.health?.skew_s ?? 0) > WRONG_CLOCK_S ? "clock" : "";
}

/** Which of these counters no TV calls, as the TVs are set; a hall without a TV calls by voice. @param {Device[]} list @param {number[]} counters */
export function uncalled(list, counters) {
  const hung = list.filter(({ kind, revoked }) => kind === "display" && !revoked);
  const isCalled = (/** @type {number} */ number) => hung.some(({ screen }) => !screen?.counters.length || screen.counters.includes(number));
  return hung.length ? counters.filter((number) => !isCalled(number)) : [];
}

/** A kiosk that cannot reach the server goes on with the numbers it holds of today. @param {Device} device @param {number} at */
const holdsReserve = ({ health }, at) => health?.reserve?.days?.includes(hallDay(at));

/** What is wrong with its printer, as it last said. @param {Device} device */
export function printerTrouble({ health }) {
  const state = health?.printer?.state;
  if (!state) return "";
  if (state !== "ready") return PRINTER[state] ?? "printer";
  const slips = health.roll?.slips_left;
  return typeof slips === "number" && slips < FEW_SLIPS ? "paper-low" : "";
}

/** What is wrong, and the next step: for whoever reads it first. @param {Device} device @param {string} wrong */
export function alertText({ name, health, last_seen_at: seen }, wrong) {
  const slips = health?.roll?.slips_left;
  return troubleText({ wrong, name, last_seen_at: seen, slips: typeof slips === "number" ? Math.round(slips / 10) * 10 : null, labels: health?.reserve?.lost ?? [] });
}

/** The same, of a machine in an alert. @param {Record<string, any>} facts */
export function troubleText({ wrong, name, last_seen_at: seen, slips, labels }) {
  if (wrong === "paper-low" && slips !== null) return t("staff-alert-paper-low-count", { name, slips });
  const said = t(`staff-alert-${wrong}`, { name, age: seen ? ageText(Date.parse(seen)) : "", labels: labels.join(", ") });
  return isPrinter(wrong) && wrong !== "paper-low" ? `${said} ${t("staff-alert-on-screen")}` : said;
}

/** @param {string} wrong */
export const isPrinter = (wrong) => PRINTER_TROUBLES.has(wrong);
