/** The key of this screen: comes once in the address's fragment, which no server and no log ever sees. */

const PLACE = "moiso-device-key";

/** The key from `#key=…`, else the one this tab had before a reload, else "". */
export function deviceKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) sessionStorage.setItem(PLACE, given);
  return given ?? sessionStorage.getItem(PLACE) ?? "";
}

// Another key pasted into the address of an open page must take effect; the browser alone would only change the address.
addEventListener("hashchange", () => location.reload());
