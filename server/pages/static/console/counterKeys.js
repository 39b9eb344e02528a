/** Counters 1 to 12 by the twelve keys that lie beside each other above the letters. */

const KEYS = [..."1234567890-="];

/** @param {number} number @returns {{code: string | undefined, key: string | undefined}} */
export function counterKey(number) {
  const key = KEYS[number - 1];
  return { key, code: key === "-" ? "Minus" : key === "=" ? "Equal" : key && `Digit${key}` };
}
