/** The hall's TV as it is now, with what is typed here: the real page, small. */

import { html, useEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** @param {{screen: any, item: number | null}} props `item`: the one somebody is at work on stands still */
export function ScreenPreview({ screen, item }) {
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  const isPortrait = useSignal(false);
  const said = JSON.stringify({ screen, item });
  useEffect(() => {
    const tell = () => frame.current?.contentWindow?.postMessage(JSON.parse(said), location.origin);
    const onReady = (/** @type {MessageEvent} */ { source }) => { if (source === frame.current?.contentWindow) tell(); };
    addEventListener("message", onReady);
    tell();
    return () => removeEventListener("message", onReady);
  }, [said]);
  return html`<div class="screen-preview">
    <div class="days-of-week" role="group" aria-label=${t("regulation-screen-shape")}>${[false, true].map((portrait) => html`
      <button type="button" class="day-toggle" aria-pressed=${isPortrait.value === portrait} onClick=${() => { isPortrait.value = portrait; }}>${t(portrait ? "regulation-screen-portrait" : "regulation-screen-landscape")}</button>`)}</div>
    <div class="screen-frame ${isPortrait.value ? "is-portrait" : ""}"><iframe ref=${frame} src="/display?preview" title=${t("regulation-screen-preview")} tabindex="-1"></iframe></div>
    <p class="quiet">${t("regulation-screen-preview-about")}</p>
  </div>`;
}
