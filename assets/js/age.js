/** The hall's time now, and how long ago something was: the server's clock, because a TV's own may be years off. */

import { signal } from "../vendor/ui.js";
import { t } from "./texts.js";

/** Milliseconds to add to this machine's clock to get the server's. */
let offset = 0;

/** The hall's time in milliseconds since 1970; moves once a second. */
export const now = signal(Date.now());

export function hallNow() {
  return Date.now() + offset;
}

/** By how many seconds this machine's own clock is behind the hall's; below nought: ahead. */
export const skewS = () => Math.round(offset / 1000);

/** Called with the server's clock as each heartbeat brings it. @param {string} iso */
export function setHallClock(iso) {
  const heard = Date.parse(iso) - Date.now();
  // The journey of a message is milliseconds; only a real difference between two clocks moves ours.
  if (Number.isFinite(heard) && Math.abs(heard - offset) > 1500) {
    offset = heard;
    now.value = hallNow();
  }
}

/** "12 giây", "3 phút", "1 giờ 5 phút". @param {number} fromMs @param {number} [toMs] */
export function ageText(fromMs, toMs = now.value) {
  const seconds = Math.max(0, Math.floor((toMs - fromMs) / 1000));
  if (seconds < 60) return t("common-age-seconds", { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t("common-age-minutes", { n: minutes });
  return t("common-age-hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

setInterval(() => { now.value = hallNow(); }, 1000);
