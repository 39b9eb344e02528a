/** A public screen: no menus, no pinching, no dragging, no marking of text, no second finger. */

const REFUSED = ["contextmenu", "dragstart", "gesturestart", "gesturechange", "selectstart"];

export function guard() {
  for (const kind of REFUSED) {
    document.addEventListener(kind, (event) => {
      // The one field must stay usable with a physical keyboard: marking what was typed is allowed there.
      if (kind !== "selectstart" || !(event.target instanceof HTMLInputElement)) event.preventDefault();
    });
  }
  document.addEventListener("touchmove", (event) => { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
  document.addEventListener("wheel", (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
}
