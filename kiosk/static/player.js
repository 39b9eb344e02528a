/** The machine's own voice: one sentence at a time, as loud as the attendant has set it. */

/** Of the full voice, by the attendant's steps. */
const LOUDNESS = [0, 0.15, 0.3, 0.5, 0.75, 1];

const player = new Audio();

export const hush = () => player.pause();

/** @param {string} text @param {string} language @param {number} volume */
export function say(text, language, volume) {
  player.volume = LOUDNESS[volume];
  player.src = `/api/say?${new URLSearchParams({ language, text })}`;
  player.play().catch(() => {});
}
