/** The page as a wallboard: full screen, large, nothing to press; Esc brings the page back. `?wall=dark` for a dim hall. */

import { effect, signal } from "/assets/vendor/ui.js";

const asked = new URLSearchParams(location.search).get("wall");

export const isWall = signal(asked !== null);

/** Presses of somebody who stands before it: only then may a page fill the screen. */
export async function hangUp() {
  isWall.value = true;
  history.replaceState(null, "", "?wall");
  // Where a browser refuses, the wallboard fills its window; F11 does the rest.
  await document.documentElement.requestFullscreen?.().catch(() => undefined);
}

function takeDown() {
  isWall.value = false;
  history.replaceState(null, "", location.pathname);
}

export function watchWall() {
  effect(() => {
    const { dataset } = document.documentElement;
    document.body.classList.toggle("is-wall", isWall.value);
    if (isWall.value) dataset.room = "hall";
    else delete dataset.room;
    if (isWall.value && asked === "dark") dataset.theme = "dark";
    else delete dataset.theme;
  });
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && isWall.value) takeDown(); });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape" && isWall.value && !document.fullscreenElement) takeDown(); });
}
