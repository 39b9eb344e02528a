/** Vietnamese marks by touch: letters of their own shape, and a tone that finds its vowel in the word being typed. */

export const SHAPES = "ăâđêôơư";

/** In the order of school: sắc, huyền, hỏi, ngã, nặng. */
export const TONES = { sac: "\u0301", huyen: "\u0300", hoi: "\u0309", nga: "\u0303", nang: "\u0323" };

const ANY_TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const ONSET = /^(?:qu|gi)(?=[aăâeêioôơuưy])/;
const VOWELS = /[aăâeêioôơuưy]+/;

/** `text` with the tone on its last word; the same tone once more takes it away. @param {string} text @param {string} tone */
export function withTone(text, tone) {
  const [, before, word] = /** @type {string[]} */ (/^(.*?)(\S*)$/s.exec(text));
  const apart = word.normalize("NFD");
  const bare = apart.replace(ANY_TONE, "").normalize("NFC");
  const at = vowelOf(bare.toLowerCase());
  if (at < 0) return text;
  return before + (apart.includes(tone) ? bare : (bare.slice(0, at + 1) + tone + bare.slice(at + 1)).normalize("NFC"));
}

/** Which letter carries the tone: giấy, hòa, toán, ngoài, người; -1 in a word without a vowel. @param {string} word */
function vowelOf(word) {
  const from = ONSET.exec(word)?.[0].length ?? 0;
  const found = VOWELS.exec(word.slice(from));
  if (!found) return -1;
  const first = from + found.index;
  const run = found[0];
  const shaped = Math.max(...[..."ăâêôơư"].map((letter) => run.lastIndexOf(letter)));
  if (shaped >= 0) return first + shaped;
  if (first + run.length < word.length) return first + run.length - 1;
  return first + (run.length > 2 ? 1 : 0);
}
