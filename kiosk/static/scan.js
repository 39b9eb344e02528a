/** What a scan leads to: the number of an appointment, the turn of a ticket, a card that speaks for its holder, a sentence. */

import { html, signal, useEffect } from "/assets/vendor/ui.js";
import { freshKey, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { card, claim, go, goInstead, leave, menu, screen, wish } from "./state.js";

const SAID_MS = 8000;
/** These show one person's turn: whoever scans is the next one. */
const OTHERS = new Set(["last", "turn"]);

const NOTHING = { text: "", isGood: false };
/** One calm sentence about the last scan; nothing that was read. */
const said = signal(NOTHING);

/** @param {string} id @param {boolean} [isGood] */
function say(id, isGood = false) {
  said.value = { text: t(id), isGood };
}

/** @param {any} found what the kiosk made of the last scan */
export function lead(found) {
  if (!menu.value) return undefined;
  said.value = NOTHING;
  if (OTHERS.has(screen.value.name)) leave();
  switch (found.kind) {
    case "card":
      card.value = { handle: found.card, grounds: found.grounds };
      if (!wish.value?.grounds) claim(found.grounds);
      // The answer that has turned to "yes" says more.
      if (screen.value.name === "confirm" && found.grounds) return undefined;
      return say("kiosk-scan-card", true);
    case "ticket":
      return go({ name: "turn", answer: found.ticket });
    case "appointment":
      if (!menu.value.appointments) return say("kiosk-scan-unreadable");
      return (screen.value.name === "appointment" ? goInstead : go)({ name: "appointment", code: found.code, scan: freshKey() });
    default:
      return say(found.kind === "insurance" ? "kiosk-scan-insurance" : "kiosk-scan-unreadable");
  }
}

/** @param {any} refusal */
export function refuse(refusal) {
  say(refusal.code === "invalid_request" ? "kiosk-scan-unreadable" : "kiosk-scan-away");
}

/** @param {string} text */
export async function heard(text) {
  said.value = NOTHING;
  await post("/api/scan", { text }).then(lead, refuse);
}

/** Stands above the question until it has been read, or the next screen comes. */
export function Said() {
  const mine = said.value;
  const { text, isGood } = mine;
  useEffect(() => {
    const end = () => { if (said.value === mine) said.value = NOTHING; };
    const timer = setTimeout(end, SAID_MS);
    return () => { clearTimeout(timer); end(); };
  }, [mine]);
  return html`<div class="said" role="status">${text && html`<p class="notice ${isGood ? "is-good" : ""}">
    <span class="icon icon-${isGood ? "circle-check" : "qr-code"}" aria-hidden="true"></span>${text}</p>`}</div>`;
}
