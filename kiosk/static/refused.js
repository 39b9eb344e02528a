/** What a refusal of the server means to the person before the machine. */

import { t } from "/assets/js/texts.js";
import { stopTold, wholeStop } from "./offered.js";

/** @param {any} refusal */
export function refusalText(refusal) {
  const { code, message, details } = refusal;
  const stop = stopTold(refusal);
  if (stop) return wholeStop(stop);
  if (code === "already_waiting") return t("kiosk-refused-already-waiting", { label: details.label ?? "" });
  if (code === "kiosk_cooling") return t("kiosk-refused-cooling", { n: details.wait_s ?? 1 });
  if (code === "unknown_grounds") return t("kiosk-refused-grounds");
  return message;
}
