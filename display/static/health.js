/** Tells the server every half minute how this screen is, so that a mute TV is seen in the office and not by citizens. */

import { post, setBearer } from "/assets/js/api.js";

const EVERY_MS = 30_000;

/** @param {string} key @param {() => Record<string, string | number | boolean>} look */
export function reportHealth(key, look) {
  setBearer(key);
  const report = () => {
    // A report that fails is not repeated: the next one is fresher, and a missing one is itself the message.
    post("/api/v1/devices/health", { health: look() }).catch(() => {});
  };
  report();
  setInterval(report, EVERY_MS);
}
