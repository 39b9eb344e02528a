/** The way to the attendant's screen: the hall's name held for three seconds, or F10. Citizens do neither by accident. */

const HOLD_MS = 3000;
/** The uppermost part of the screen, where the hall's name stands. */
const HEAD = 0.07;
/** A finger that trembles holds; one that wanders scrolls. */
const WANDERS_PX = 40;

const enter = () => location.assign("/attendant");

export function openDoor() {
  let timer = 0;
  let at = { x: 0, y: 0 };
  const end = () => clearTimeout(timer);
  document.addEventListener("pointerdown", (event) => {
    end();
    if (event.clientY > innerHeight * HEAD) return;
    at = { x: event.clientX, y: event.clientY };
    timer = setTimeout(enter, HOLD_MS);
  }, { capture: true });
  document.addEventListener("pointermove", (event) => {
    if (Math.hypot(event.clientX - at.x, event.clientY - at.y) > WANDERS_PX) end();
  }, { capture: true });
  for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, end, { capture: true });
  document.addEventListener("keydown", (event) => { if (event.key === "F10") { event.preventDefault(); enter(); } });
}
