/** The kiosk's QR scanner types like a keyboard, faster than any finger, and ends with Enter. */

/** A scanner's letters come within some milliseconds of each other; what a person leaned on long ago is no part of it. */
const GAP_MS = 250;
const SHORTEST = 4;

/**
 * Calls `heard` with what was scanned, whatever has the focus. Returns how to stop listening.
 * @param {(code: string) => void} heard
 */
export function listen(heard) {
  let typed = "";
  let last = 0;
  const take = (/** @type {KeyboardEvent} */ event) => {
    // The time of the key, not of its hearing: a busy screen hears several at once.
    if (event.timeStamp - last > GAP_MS) typed = "";
    last = event.timeStamp;
    if (event.key === "Enter" && typed.length >= SHORTEST) {
      // Else the Enter would also press the button, or send the field, that has the focus.
      event.preventDefault();
      event.stopPropagation();
      heard(typed);
      typed = "";
    } else if (event.key.length === 1) typed += event.key;
  };
  document.addEventListener("keydown", take, { capture: true });
  return () => document.removeEventListener("keydown", take, { capture: true });
}
