/** Reads a screen aloud when somebody asked for that: its title and what there is to choose; a touch ends it. */

import { useEffect } from "/assets/vendor/ui.js";
import { language } from "/assets/js/texts.js";
import { hush, say } from "./player.js";
import { ease, volume } from "./state.js";

const MOST_CHOICES = 8;
const CHOICES = ".main .tile, .main .row, .main .answer, .main .ease, .actions button";

document.addEventListener("pointerdown", hush, { capture: true });

/** The names of what can be touched, without their small print. */
function choices() {
  const found = [...document.querySelectorAll(CHOICES)].slice(0, MOST_CHOICES);
  return found.map((button) => (button.querySelector("strong") ?? button).textContent?.trim()).filter(Boolean);
}

/** @param {string} title @param {string} spoken what is said instead of the choices, when the screen itself is the answer */
export function useSpeech(title, spoken = "") {
  const on = ease.value.sound;
  useEffect(() => {
    if (!on) { hush(); return undefined; }
    // After the screen has settled: the touch that led here ends what was said before.
    const timer = setTimeout(() => {
      say([title, ...(spoken ? [spoken] : choices())].join(". "), language.value, volume.peek());
    }, 300);
    return () => clearTimeout(timer);
  }, [on, title, spoken, language.value]);
}
