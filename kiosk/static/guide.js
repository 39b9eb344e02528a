/** Papers are missing: the checklist goes home on paper, and no number is burnt. */

import { html, useState } from "/assets/vendor/ui.js";
import { freshKey, post } from "/assets/js/api.js";
import { language, t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { labelOf, procedureOf } from "./named.js";
import { Papers } from "./papers.js";
import { Ring } from "./ring.js";
import { begin, leave, screen } from "./state.js";

const CLOSES_S = 10;
/** Without paper the screen is the list: time to fetch a phone from a bag. */
const CLOSES_WITHOUT_PAPER_S = 60;

/** The slip that did not come out, on the screen: the papers, and its code. @param {{procedure: any, qr?: string}} props */
function OnScreen({ procedure, qr }) {
  return html`<${Papers} procedure=${procedure} />
    <div class="notice guide-code">${qr ? html`<img src=${qr} alt=${t("kiosk-guide-qr")} />` : html`<span class="icon icon-camera" aria-hidden="true"></span>`}
      <p>${t(qr ? "kiosk-guide-failed-scan" : "kiosk-guide-failed")}</p></div>`;
}

export function Guide() {
  const procedure = procedureOf(screen.value.procedure);
  const [state, setState] = useState(/** @type {"asked" | "printing" | "printed" | "failed"} */ ("asked"));
  const [qr, setQr] = useState(/** @type {string | undefined} */ (undefined));
  const [key] = useState(freshKey);
  const print = async () => {
    setState("printing");
    const answer = await post("/api/guide", { procedure: procedure.code, language: language.value }, { key }).catch(() => null);
    setQr(answer?.qr);
    setState(answer?.print === "printed" ? "printed" : "failed");
  };
  const over = state === "printed" || state === "failed";
  const actions = over
    ? html`<button class="primary" onClick=${leave}><${Ring} seconds=${state === "printed" ? CLOSES_S : CLOSES_WITHOUT_PAPER_S} over=${leave} />${t("kiosk-last-done")}</button>`
    : html`<button class="secondary" onClick=${() => begin(procedure.service, procedure.code)}>${t("kiosk-guide-take-anyway")}</button>
        <button class="primary" disabled=${state === "printing"} onClick=${print}>
          <span class="icon icon-printer" aria-hidden="true"></span>${t(state === "printing" ? "kiosk-guide-printing" : "kiosk-guide-print")}</button>`;
  return html`<${Frame} title=${t("kiosk-guide-title")} actions=${actions} class="centred">
    <div class="what"><strong>${labelOf(procedure)}</strong></div>
    ${state !== "failed" && html`<p class="big-text">${t("kiosk-guide-text")}</p>
      <span class="picture icon icon-clipboard-list" aria-hidden="true"></span>`}
    <div class="guide-state ${state === "failed" ? "guide-on-screen" : ""}" role="status">
      ${state === "printed" && html`<p class="slot"><span class="icon icon-arrow-down" aria-hidden="true"></span>${t("kiosk-guide-done")}</p>`}
      ${state === "failed" && html`<${OnScreen} procedure=${procedure} qr=${qr} />`}
    </div>
  <//>`;
}
