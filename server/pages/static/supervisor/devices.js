/** The machines' health, asked every few seconds: it changes seldom and concerns only the people who mend. */

import { get } from "/assets/js/api.js";
import { now } from "/assets/js/age.js";
import { devices } from "./state.js";

const ASK_EVERY_MS = 5_000;
/** A device tells how it is every few seconds; this long without a word, it is switched off or cut off. */
export const SILENT_MS = 45_000;

export function watchDevices() {
  const ask = async () => {
    try {
      devices.value = (await get("/api/v1/devices")).devices;
    } catch {
      // The band of the lost line says it already; the last known health stays on the page.
    }
    setTimeout(ask, ASK_EVERY_MS);
  };
  ask();
}

/**
 * What is wrong with a device, as the id of a sentence, or "" when it is well.
 * @param {{last_seen_at: string | null, health: any, revoked: boolean}} device
 */
export function trouble(device) {
  if (device.revoked) return "";
  if (!device.last_seen_at) return "never";
  if (now.value - Date.parse(device.last_seen_at) > SILENT_MS) return "silent";
  const printer = device.health?.printer;
  if (printer?.state === "paper_out") return "paper-out";
  if (printer?.state === "paper_near_end") return "paper-low";
  if (printer && printer.state !== "ready") return "printer";
  if (device.health?.sound === "blocked" || device.health?.sound === false) return "sound";
  return "";
}
