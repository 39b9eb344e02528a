/** The kiosk's scanner types like a keyboard, faster than any finger: told from one by its pace, and kept out of fields. */

/** A scanner's letters come within some milliseconds of each other; fingers are slower, also those that roll over keys. */
const FAST_MS = 50;
/** After this much silence it has ended, whether it sends an Enter or the code was torn. */
const SILENCE_MS = 150;
const SHORTEST = 6;
const SHORTEST_WITHOUT_ENTER = 12;

/** @param {HTMLInputElement} field @param {string} value */
function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Calls `heard` with what was scanned, whatever has the focus. Returns how to stop listening.
 * @param {(text: string) => void} heard
 */
export function listen(heard) {
  let typed = "";
  let last = 0;
  let timer = 0;
  /** The field the first letter went into, and what stood there before. @type {{field: HTMLInputElement, value: string} | null} */
  let began = null;

  const end = (/** @type {number} */ shortest) => {
    clearTimeout(timer);
    const [text, into] = [typed, began];
    typed = "";
    began = null;
    if (text.length >= shortest) {
      if (into) put(into.field, into.value);
      heard(text);
      return true;
    }
    // Somebody types fast: what was held back belongs into the field.
    if (into && text.length > 1) put(into.field, into.field.value + text.slice(1));
    return false;
  };
  const take = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    // The time of the key, not of its hearing: a busy screen hears several at once.
    const isFast = event.timeStamp - last <= FAST_MS;
    if (event.key === "Enter" || event.key === "Tab") {
      // Else the Enter would also press the button, or send the field, that has the focus.
      if (typed && event.timeStamp - last <= SILENCE_MS && end(SHORTEST)) { event.preventDefault(); event.stopPropagation(); }
      return;
    }
    if (event.key.length !== 1) return;
    last = event.timeStamp;
    if (!isFast || !typed) {
      if (typed) end(SHORTEST_WITHOUT_ENTER);
      typed = event.key;
      began = event.target instanceof HTMLInputElement ? { field: event.target, value: event.target.value } : null;
    } else {
      // No letter of a card may be seen in a field, be searched for, or press a button.
      event.preventDefault();
      event.stopPropagation();
      typed += event.key;
    }
    clearTimeout(timer);
    timer = setTimeout(() => end(SHORTEST_WITHOUT_ENTER), SILENCE_MS);
  };
  document.addEventListener("keydown", take, { capture: true });
  return () => { clearTimeout(timer); document.removeEventListener("keydown", take, { capture: true }); };
}
