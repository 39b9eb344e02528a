/** How loud a screen is now, as it is set; one that nobody set speaks as loud as it can, at any hour. */

import { hallNow } from "/assets/js/age.js";
import { screen } from "./screen.js";
import { isWithin } from "./within.js";

export const loudness = {
  volume: () => screen.value.volume / 100,
  quiet: () => isWithin(screen.value.quiet, hallNow()),
};
