/** A public screen: no menus, no pinching, no dragging, no marking of text, no second finger, no keys of the browser. */

const REFUSED = ["contextmenu", "dragstart", "gesturestart", "gesturechange", "selectstart"];

/** What a physical keyboard may do in the one field. */
const IN_FIELDS = new Set(["a", "c", "v", "x", "z"]);

/** Printing, searching, leaving, reloading, the caret of F7: whatever the policies leave open. @param {KeyboardEvent} event */
function refuseKeys(event) {
  const isField = event.target instanceof HTMLInputElement;
  const isCommand = event.ctrlKey || event.altKey || event.metaKey || /^F\d+$|^Browser|^Launch/.test(event.key);
  if (isCommand && !(isField && event.ctrlKey && IN_FIELDS.has(event.key.toLowerCase()))) event.preventDefault();
}

export function guard() {
  document.addEventListener("keydown", refuseKeys, { capture: true });
  for (const kind of REFUSED) {
    document.addEventListener(kind, (event) => {
      // The one field must stay usable with a physical keyboard: marking what was typed is allowed there.
      if (kind !== "selectstart" || !(event.target instanceof HTMLInputElement)) event.preventDefault();
    });
  }
  document.addEventListener("touchmove", (event) => { if (event.touches.length > 1 && event.cancelable) event.preventDefault(); }, { passive: false });
  document.addEventListener("wheel", (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
}
