/** Plays one sound to its end, and says how it went; never hangs, whatever the audio device does. */

const SPARE_MS = 3_000;
const LOAD_MS = 10_000;

/** @typedef {"ended" | "blocked" | "missing" | "failed"} Outcome */

/** @param {() => number} volume 0 to 1, asked before each sound */
export function player(volume) {
  const audio = new Audio();

  /** The file first, so that "not there" is told from "cannot play"; the element then finds it in the browser's cache. @param {string} url */
  async function fetched(url) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(LOAD_MS) });
      await answer.arrayBuffer();
      return answer.status === 404 ? "missing" : answer.ok ? "there" : "failed";
    } catch {
      return "failed";
    }
  }

  /** @param {string} url @returns {Promise<Outcome>} */
  function sounded(url) {
    return new Promise((resolve) => {
      /** @type {number} */
      let guard;
      const settle = (/** @type {Outcome} */ outcome) => {
        clearTimeout(guard);
        audio.onended = audio.onerror = audio.onloadedmetadata = null;
        if (outcome !== "ended") audio.pause();
        resolve(outcome);
      };
      // A sound card pulled out in the middle leaves an element that never ends: the next call must not wait for it.
      guard = window.setTimeout(() => settle("failed"), LOAD_MS);
      audio.onloadedmetadata = () => {
        clearTimeout(guard);
        guard = window.setTimeout(() => settle("failed"), audio.duration * 1000 + SPARE_MS);
      };
      audio.onended = () => settle("ended");
      audio.onerror = () => settle("failed");
      audio.volume = volume();
      audio.src = url;
      audio.play().catch((error) => settle(error.name === "NotAllowedError" ? "blocked" : "failed"));
    });
  }

  /** @param {string} url @returns {Promise<Outcome>} */
  async function play(url) {
    const file = await fetched(url);
    return file === "there" ? sounded(url) : file;
  }

  /** Whether the browser lets this page make sound without a touch. */
  play.allowed = async () => {
    const context = new AudioContext();
    // A running context starts within a moment; a refused one stays suspended and its resume() never settles.
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    const yes = context.state === "running";
    void context.close();
    return yes;
  };
  return play;
}
