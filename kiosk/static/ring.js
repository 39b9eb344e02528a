/** A ring that empties: how long a screen still stays, and then what happens. */

import { html, useEffect, useState } from "/assets/vendor/ui.js";

const ROUND = 2 * Math.PI * 20;

/** @param {{seconds: number, over: () => void}} props */
export function Ring({ seconds, over }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, (end - performance.now()) / 1000);
      setLeft(rest);
      if (rest === 0) { clearInterval(timer); over(); }
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return html`<svg class="ring" viewBox="0 0 48 48" aria-hidden="true">
    <circle class="ring-track" cx="24" cy="24" r="20" />
    <circle class="ring-left" cx="24" cy="24" r="20" stroke-dasharray=${ROUND} stroke-dashoffset=${ROUND * (1 - left / seconds)} />
    <text class="ring-count" x="24" y="24">${Math.ceil(left)}</text>
  </svg>`;
}
