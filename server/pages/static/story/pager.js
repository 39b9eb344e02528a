/** From one page of the story to the next, in both directions. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { isReading, page, readNewer, readNewest, readOlder } from "./reading.js";

/** @param {{id: string, icon: string, off: boolean, onClick: () => void}} props */
function Step({ id, icon, off, onClick }) {
  return html`<button type="button" class="button button-small" id=${id} aria-disabled=${off} onClick=${() => { if (!off) onClick(); }}><span class="icon icon-${icon}" aria-hidden="true"></span>${t(`story-${id}`)}</button>`;
}

export function Pager() {
  const shown = page.value;
  if (!shown) return null;
  const { rows, isNewest, hasOlder } = shown;
  return html`<nav class="told-pager" aria-label=${t("story-pages")}>
    <${Step} id="newest" icon="skip-forward" off=${isNewest} onClick=${readNewest} />
    <${Step} id="newer" icon="chevron-left" off=${isNewest} onClick=${readNewer} />
    <${Step} id="older" icon="chevron-right" off=${!hasOlder || !rows.length} onClick=${readOlder} />
    <p role="status" class="told-count" data-reading=${isReading.value}>${rows.length ? t("story-shown", { count: rows.length, from: rows[rows.length - 1].seq, to: rows[0].seq }) : ""}</p>
  </nav>`;
}
