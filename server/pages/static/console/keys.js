/** The console's keyboard: a key presses the button that shows it, and nothing else. */

/**
 * Keys are read by their place (`code`), because Vietnamese typing programs change the letters they produce.
 * An open choice takes the keys first; the space bar is the likely move.
 */
export function listenToKeys() {
  document.addEventListener("keydown", (/** @type {any} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = /** @type {HTMLElement} */ (event.target).matches("input:not([type=checkbox], [type=radio]), select, textarea");
    if (typing && !/^(F\d+|Escape)$/.test(event.code)) return;
    const button = buttonFor(event);
    if (!button) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });
}

/** @param {KeyboardEvent} event @returns {HTMLElement | null} */
function buttonFor(event) {
  const room = document.querySelector("[data-choice]") ?? document;
  if (event.code === "Space") {
    const focused = document.activeElement;
    const busyElsewhere = focused && focused !== document.body && focused.matches("button, a, summary, input");
    return busyElsewhere ? null : room.querySelector("[data-likely]");
  }
  return room.querySelector(`[data-keys~="${event.code.replace("Numpad", "Digit")}"]`);
}
