/** The hall's machines as the server judges them, and what whoever stands beside one does about its trouble. */

import { signal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { ageText } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";

/** @typedef {import("/assets/js/protocol.js").Device} Device */

const ASK_EVERY_MS = 15_000;

export const devices = signal(/** @type {Device[] | null} */ (null));

/** News comes with the level; when each was last heard is asked, for that changes without being news. */
export const levels = { devices: (/** @type {import("/assets/js/protocol.js").Devices} */ level) => { devices.value = level.devices; } };

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

/** What is wrong with a device, as the end of a sentence's id, or "" when it is well. @param {Device} device */
export const wrongWith = ({ trouble }) => trouble?.wrong ?? "";

/** What is wrong, and the next step: for whoever reads it first. @param {Record<string, any>} trouble a device's, or an alert's facts */
export function troubleText({ wrong, is_printer: isPrinter, name, last_seen_at: seen, slips, labels }) {
  if (wrong === "paper-low" && slips !== null) return t("staff-alert-paper-low-count", { name, slips });
  const said = t(`staff-alert-${wrong}`, { name, age: seen ? ageText(Date.parse(seen)) : "", labels: labels.join(", ") });
  return isPrinter && wrong !== "paper-low" ? `${said} ${t("staff-alert-on-screen")}` : said;
}
