/** The key of this screen: from the address's fragment, which no server and no log ever sees, or from a pairing. */

const PLACE = "moiso-device-key";

/** The key from `#key=…`, else the one this tab had before a reload, else the one this browser was paired with, else "". */
export function deviceKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) sessionStorage.setItem(PLACE, given);
  return given ?? sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? "";
}

/** Kept for as long as the browser keeps anything: a TV is switched off every evening. @param {string} key */
export function keepKey(key) {
  sessionStorage.removeItem(PLACE);
  history.replaceState(null, "", location.pathname + location.search);
  localStorage.setItem(PLACE, key);
}

// Another key pasted into the address of an open page must take effect; the browser alone would only change the address.
addEventListener("hashchange", () => location.reload());
