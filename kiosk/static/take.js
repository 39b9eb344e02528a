/** Asks for the number of a wish: one key for all touches of it, another one after a refusal. */

import { useEffect, useState } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { language } from "/assets/js/texts.js";
import { askAgain, asked, card, claim, goInstead, lose, menuIsOld, wish } from "./state.js";

const AWAY = new Set(["server_away", "no_connection", "no_catalogue"]);

/** @param {import("./state.js").Wish} mine */
function ask({ key, ...rest }) {
  const body = { ...rest, card: card.value?.handle, lane: rest.grounds ? "priority" : "ordinary", language: language.value };
  return post("/api/take", body, { key });
}

/** A kiosk that rests opens again by itself: nobody must guess when to touch. @param {any} refused @param {(refused: null) => void} forget */
function useCooling(refused, forget) {
  useEffect(() => {
    if (refused?.code !== "kiosk_cooling") return undefined;
    const timer = setTimeout(() => forget(null), (refused.details.wait_s ?? 1) * 1000);
    return () => clearTimeout(timer);
  }, [refused]);
}

export function useTaking() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(/** @type {any} */ (null));
  useCooling(refused, setRefused);
  const take = async () => {
    const mine = wish.value;
    if (busy || !mine) return;
    setBusy(true);
    asked.value = mine.key;
    setRefused(null);
    try {
      const answer = await ask(mine).finally(() => { asked.value = ""; });
      // Whoever went home meanwhile has another wish, or none: the paper is theirs, the screen is not.
      if (wish.value?.key === mine.key) goInstead({ name: "last", service: mine.service, answer });
    } catch (/** @type {any} */ refusal) {
      if (AWAY.has(refusal.code)) lose(refusal.code);
      else {
        // The server keeps a refusal with its key: the next touch is a new question.
        if (wish.value?.key === mine.key) askAgain();
        if (refusal.code === "unknown_grounds") { claim(null); menuIsOld.value = true; }
        setRefused(refusal);
      }
      setBusy(false);
    }
  };
  return { busy, refused, take };
}
