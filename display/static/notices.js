/** What the screen says about itself: no key, refused, still connecting, line lost, sound shut. */

import { html } from "/assets/vendor/ui.js";
import { ageText } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Pair } from "./pair.js";

/** A whole page instead of the board: what is missing, and who mends it. @param {{title: string, help?: string, icon: string}} view */
export function Plain({ title, help, icon }) {
  return html`<main class="plain"><span class="icon icon-${icon}"></span><h1>${title}</h1>${help && html`<p>${help}</p>`}</main>`;
}

/** @param {{key: string, status: import("/assets/js/live.js").Status, hasContent: boolean}} view what stands in the way of a board, if anything */
export function obstacle({ key, status, hasContent }) {
  if (!key) return html`<${Pair} icon="key" title=${t("display-no-key-title")} help=${t("display-no-key-help")} />`;
  if (status.refused) return html`<${Pair} icon="shield" title=${t("display-refused-title")} help=${t("display-refused-help")} />`;
  if (!hasContent) return html`<${Plain} icon="hourglass" title=${t("display-connecting")} />`;
  return null;
}

/** @param {{status: import("/assets/js/live.js").Status}} view */
export function Offline({ status }) {
  if (status.connected) return null;
  const text = t("display-offline", { since: clock(status.since), age: ageText(status.heardAt) });
  return html`<p class="band-offline" role="alert"><span class="icon icon-wifi-off"></span>${text}</p>`;
}

/** No word for some seconds, and the line is not given up: said where nothing has to move for it. @param {{status: import("/assets/js/live.js").Status}} view */
export function Stale({ status }) {
  return html`<p class="stale-mark">${t("common-stale", { age: ageText(status.heardAt) })}</p>`;
}

/** A hall in practice: whoever came in from the street must not wait for these numbers. @param {{on: boolean}} view */
export function Trial({ on }) {
  return on && html`<p class="band-trial" role="status"><span class="icon icon-graduation-cap"></span>${t("display-trial")}</p>`;
}

/** @param {{sound: import("./voice.js").Sound, unblock: () => void}} view */
export function SoundNotice({ sound, unblock }) {
  if (sound === "blocked") {
    return html`<button class="button button-primary sound-button" onClick=${unblock}><span class="icon icon-volume-x"></span>${t("display-sound-blocked")}</button>`;
  }
  if (sound === "missing") return html`<span class="sound-missing"><span class="icon icon-volume-x"></span>${t("display-sound-missing")}</span>`;
  return null;
}
