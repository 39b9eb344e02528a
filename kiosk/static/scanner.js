/** The kiosk's scanner types like a keyboard, faster than any finger: told from one by its pace, and kept out of fields. */

/** A scanner's letters come within some milliseconds of each other; fingers are slower, also those that roll over keys. */
const FAST_MS = 50;
/** After this much silence it has ended, whether it sends an Enter or the code was torn. */
const SILENCE_MS = 150;
const SHORTEST = 6;
const SHORTEST_WITHOUT_ENTER = 12;

/** What nobody types into a field: a card, an address, a long row of figures, the code of an appointment. */
const NEVER_TYPED = /[|:/]|\d{9}|^(?=.*[\dA-Z])[\dA-Za-z]{6}(?:[\dA-Za-z]{4})?$/;
/** Keys a scanner presses for its capitals and signs. */
const BESIDE = new Set(["Shift", "CapsLock", "NumLock", "Alt", "AltGraph", "Control"]);

/** @param {HTMLInputElement} field */
function tell(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** At the caret, as the browser would have put it. @param {HTMLInputElement} field @param {string} letters */
function put(field, letters) {
  const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  const room = field.maxLength < 0 ? letters.length : Math.max(0, field.maxLength - field.value.length + end - start);
  field.setRangeText(letters.slice(0, room), start, end, "end");
  tell(field);
}

/**
 * Calls `heard` with what was scanned, whatever has the focus.
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
    if (text.length >= shortest && (!into || NEVER_TYPED.test(text))) {
      if (into) { into.field.value = into.value; tell(into.field); }
      heard(text);
      return true;
    }
    // Somebody types fast: what was held back belongs into the field.
    if (into && text.length > 1) put(into.field, text.slice(1));
    return false;
  };
  // Other keys edit, an input method begins to compose: what was held back comes first.
  const first = () => { if (began && typed.length > 1 && !NEVER_TYPED.test(typed)) end(Infinity); };
  const take = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // The time of the key, not of its hearing: a busy screen hears several at once.
    const isFast = event.timeStamp - last <= FAST_MS;
    if (event.key === "Enter" || event.key === "Tab") {
      // Else the Enter would also press the button, or send the field, that has the focus.
      if (typed && event.timeStamp - last <= SILENCE_MS && end(SHORTEST)) { event.preventDefault(); event.stopPropagation(); }
      return;
    }
    if (BESIDE.has(event.key)) return;
    if (event.key.length !== 1 || event.isComposing) { first(); return; }
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
  // An input method also writes whole letters, without keys of their own: they wait behind those held back.
  document.addEventListener("beforeinput", (event) => {
    if (typed.length < 2 || event.inputType !== "insertText" || !event.cancelable) return;
    event.preventDefault();
    typed += event.data ?? "";
  }, { capture: true });
}
