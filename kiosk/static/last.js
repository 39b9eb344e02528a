/** The number, as large as the screen allows; with its QR code when paper failed, for a photograph while somebody is there. */

import { html, useEffect, useState } from "/assets/vendor/ui.js";
import { clock, waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { First, firstText } from "./lane.js";
import { named, serviceOf } from "./named.js";
import { Ring } from "./ring.js";
import { leave, screen } from "./state.js";

const CLOSES_S = 10;
/** Without paper the screen is the slip: time to fetch a pen or a phone from a bag, for whoever asks for it again. */
const CLOSES_WITHOUT_PAPER_S = 60;

/** @param {{answer: any}} props */
function Paper({ answer }) {
  if (answer.print === "printed") {
    return html`<p class="slot"><span class="icon icon-arrow-down" aria-hidden="true"></span>${t("kiosk-last-paper")}</p>`;
  }
  return html`<div class="failed" role="alert"><span class="icon icon-camera" aria-hidden="true"></span>
    <div><strong>${t(answer.print === "refused" ? "kiosk-last-refused" : "kiosk-last-unknown")}</strong><p>${t("kiosk-last-keep")}</p></div></div>`;
}

/**
 * Nobody touched for as long as a number is in sight anyway: what is nobody else's business is covered. The label stays,
 * to be written down: it is called out aloud. @param {boolean} isLong @param {boolean} isCovered from the beginning
 */
function useCover(isLong, isCovered) {
  const [covered, cover] = useState(isCovered);
  useEffect(() => {
    if (!isLong || covered) return undefined;
    let timer = 0;
    const touched = () => { clearTimeout(timer); timer = setTimeout(() => cover(true), CLOSES_S * 1000); };
    touched();
    document.addEventListener("pointerdown", touched, { capture: true });
    return () => { clearTimeout(timer); document.removeEventListener("pointerdown", touched, { capture: true }); };
  }, [isLong, covered]);
  return { covered, uncover: () => cover(false) };
}

export function Last() {
  const { answer, service, isAgain } = screen.value;
  const first = answer.lane === "priority";
  const printed = answer.print === "printed";
  const wait = waitText(answer.wait);
  const { covered, uncover } = useCover(!printed, Boolean(isAgain && !printed));
  const actions = html`${covered && html`<button class="secondary" key="show" onClick=${uncover}>${t("kiosk-last-show")}</button>`}
    <button class="primary" key="done" onClick=${leave}>
    <${Ring} seconds=${printed ? CLOSES_S : CLOSES_WITHOUT_PAPER_S} over=${leave} />${t("kiosk-last-done")}</button>`;
  if (covered) {
    return html`<${Frame} title=${t("kiosk-last-written")} spoken=${[...answer.label].join(", ")} actions=${actions} class="last last-covered">
      <p class="number">${answer.label}</p><${Paper} answer=${answer} /><//>`;
  }
  const ahead = answer.ahead === null ? "" : t("kiosk-last-ahead", { n: answer.ahead });
  // Letter and figures one by one: "không không một", never "một".
  const spoken = [[...answer.label].join(", "), first && firstText(answer.grounds), ahead].filter(Boolean).join(". ");
  return html`<${Frame} title=${t("kiosk-last-title")} spoken=${spoken} actions=${actions} class=${printed ? "last" : "last last-screen-only"}>
    <div class="last-turn"><p class="number">${answer.label}</p>
    <p class="last-service">${named(serviceOf(service ?? ""), "name")}
      ${answer.slot_at && html`<span class="last-slot">${t("kiosk-slot", { time: clock(answer.slot_at) })}</span>`}</p>
    ${first && html`<${First} grounds=${answer.grounds} />`}
    ${ahead && html`<p class="last-ahead">${ahead}${wait && `\u00a0– ${wait.replaceAll(" ", "\u00a0")}`}</p>`}
    ${answer.late && html`<p class="last-reserve">${t("kiosk-last-late")}</p>`}
    ${answer.is_reserve && html`<p class="last-reserve">${t("kiosk-last-reserve")}</p>`}</div>
    ${!printed && html`<${Paper} answer=${answer} />`}
    <figure class="qr"><img src=${answer.qr} alt=${t("kiosk-last-qr", { label: answer.label })} draggable=${false} />
      <figcaption>${t("kiosk-last-follow")}</figcaption></figure>
    ${printed && html`<${Paper} answer=${answer} />`}
  <//>`;
}
