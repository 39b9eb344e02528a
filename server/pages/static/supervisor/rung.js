/** Which red alerts have rung on this screen: each does so once, whatever becomes of the line, the page or the clock. */

const PLACE = "moiso-rung";
/** One that flickers at its limit is the same alert. Gone for so long, and told as such, it is another one. */
const OVER_MS = 300_000;

/** @type {Set<string>} */
const rung = new Set(JSON.parse(sessionStorage.getItem(PLACE) ?? "[]"));
/** Since when the level has not told them, on a clock that nobody sets; a level that does not come says nothing. @type {Map<string, number>} */
const gone = new Map();

/** Whether any of these has not rung before; from now on all have. @param {import("/assets/js/protocol.js").Alert[]} alerts all there are */
export function isNewlyRed(alerts) {
  const red = alerts.filter(({ tone }) => tone === "red");
  const names = new Set(red.map(nameOf));
  forget(names, performance.now());
  const isNew = red.some((alert) => !alert.seen && !rung.has(nameOf(alert)));
  for (const name of names) rung.add(name);
  sessionStorage.setItem(PLACE, JSON.stringify([...rung]));
  return isNew;
}

/** @param {Set<string>} names @param {number} at */
function forget(names, at) {
  for (const name of rung) {
    if (names.has(name)) gone.delete(name);
    else if (!gone.has(name)) gone.set(name, at);
    else if (at - /** @type {number} */ (gone.get(name)) >= OVER_MS) { rung.delete(name); gone.delete(name); }
  }
}

/** @param {import("/assets/js/protocol.js").Alert} alert */
const nameOf = ({ kind, subject }) => `${kind} ${subject}`;
