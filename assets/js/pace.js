/** How soon a page tries again to reach a hall that was away. */

/**
 * @typedef {object} Pace
 * @property {object} tries of the library: each wait twice as long as the last one, up to the longest, and spread
 * @property {number} openAgainMs after the server itself closed the line; up to twice as long
 * @property {number} unansweredMs a server whose database fails may let us in to the line and never to the hall: neither yes nor no
 * @property {number} refusedMs after a no; up to twice as long
 */

/** A TV or a desk is back within two seconds of its server. @type {Pace} */
export const SCREENS = {
  tries: { reconnectionDelay: 400, reconnectionDelayMax: 1_300, randomizationFactor: 0.5, timeout: 4_000 },
  openAgainMs: 500, unansweredMs: 5_000, refusedMs: 4_000,
};

/**
 * Two thousand phones lose a server in the same second, and must not all come back in one: they take turns of their
 * own, and wait long for an answer, for whoever hangs up and asks again makes the line longer. Whoever takes the phone
 * out of the pocket need not wait (`live.js`). @type {Pace}
 */
export const PHONES = {
  tries: { reconnectionDelay: 3_000, reconnectionDelayMax: 30_000, randomizationFactor: 1, timeout: 20_000 },
  openAgainMs: 3_000, unansweredMs: 20_000, refusedMs: 30_000,
};
