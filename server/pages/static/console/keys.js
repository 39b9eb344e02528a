/** The console's keyboard: a key presses the button that shows it, and nothing else. */

import { holdsBack } from "./hasty.js";
import { MOVES } from "./moves.js";

/**
 * Keys are read by their place (`code`), because Vietnamese typing programs change the letters they produce.
 * An open choice takes the keys first, then the person picked in the line; the space bar is the likely move.
 * @param {(by: 1 | -1) => void} [onArrow] steps through the people beside the desk
 */
export function listenToKeys(onArrow) {
  document.addEventListener("keydown", (/** @type {any} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
    if (typing && !/^(F\d+|Escape)$/.test(event.code)) return;
    if (onArrow && /^Arrow(Up|Down)$/.test(event.code)) {
      // A list that scrolls keeps its arrows.
      if (document.querySelector("[data-choice]") || target.matches(".checklist, .line")) return;
      event.preventDefault();
      onArrow(event.code === "ArrowDown" ? 1 : -1);
      return;
    }
    const button = buttonFor(event);
    const held = holdsBack(event, MOVES.some(({ key }) => key === event.code), button !== null);
    if (held || button) event.preventDefault();
    if (!held && !event.repeat) button?.click();
  });
}

/** @param {KeyboardEvent} event @returns {HTMLElement | null} */
function buttonFor(event) {
  const choice = document.querySelector("[data-choice]");
  if (event.code === "Space" || event.code === "Enter") {
    const focused = document.activeElement;
    if (focused && focused !== document.body && focused.matches("button, a, summary, input")) return null;
  }
  if (event.code === "Space") return (choice ?? document).querySelector("[data-likely]");
  const wanted = `[data-keys~="${event.code.replace("Numpad", "Digit").replace("DigitEnter", "Enter")}"]`;
  if (choice) return choice.querySelector(wanted);
  return document.querySelector(`[data-picked] ${wanted}`) ?? document.querySelector(wanted);
}
