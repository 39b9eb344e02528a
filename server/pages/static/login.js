/** Fills the sign-in form from the link of a demo's start page, so that a newcomer only presses the button. */

const given = new URLSearchParams(location.hash.slice(1));
if (given.has("user")) {
  /** @type {HTMLInputElement} */ (document.getElementById("user")).value = given.get("user") ?? "";
  /** @type {HTMLInputElement} */ (document.getElementById("password")).value = given.get("password") ?? "";
  // The password need not stay in the address bar and the history.
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("enter")?.focus();
}
