/** The scanner on a serial line: the kiosk's program reads it, and says here what each scan was. */

import { post } from "/assets/js/api.js";
import { touch } from "./idle.js";
import { lead, refuse } from "./scan.js";

/** Two pages that ask would chase each other; a scan waits as long as this. */
const REST_MS = 250;

let asking = false;

/** Asks for one scan after the other until something is wrong; the next look at the lines begins again. */
export async function followScanner() {
  if (asking) return;
  asking = true;
  try {
    for (;;) {
      const found = await post("/api/scans/next");
      if (found.kind) { touch(); lead(found); }
      else await new Promise((rested) => setTimeout(rested, REST_MS));
    }
  } catch (/** @type {any} */ refusal) {
    // Silence of the program is no scan.
    if (refusal.code !== "no_connection") refuse(refusal);
  }
  asking = false;
}
