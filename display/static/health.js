/** Tells the server how this screen is, each half minute and at each change: a mute TV is seen in the office, not by citizens. */

import { post, setBearer } from "/assets/js/api.js";
import { computed, effect } from "/assets/vendor/ui.js";

const EVERY_MS = 30_000;

/**
 * @param {string} key
 * @param {() => Record<string, string | number | boolean>} look the whole report
 * @param {() => string} watched what in it must not wait half a minute; reads signals
 */
export function reportHealth(key, look, watched) {
  setBearer(key);
  const change = computed(watched);
  const report = () => {
    // A report that fails is not kept: the next one is fresher, and a missing one is itself the message.
    post("/api/v1/devices/health", { health: look() }).catch(() => {});
  };
  effect(() => { if (change.value) setTimeout(report); });
  setInterval(report, EVERY_MS);
}
