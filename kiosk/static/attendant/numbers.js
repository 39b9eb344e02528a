/** The last numbers of this kiosk, by their labels alone, each to be printed again with its mark. */

import { html, useState } from "/assets/vendor/ui.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { act, state } from "./state.js";

/** What became of a test slip, or of the slip of a number. @param {{print: string}} answer @param {string} [label] */
export function paperText({ print }, label) {
  return { text: t(label ? "kiosk-staff-told-slip" : "kiosk-staff-told-test", { print, label: label ?? "" }), bad: print !== "printed" };
}

/** @param {{number: any}} props */
function Row({ number }) {
  const [busy, setBusy] = useState(false);
  const again = async () => { setBusy(true); await act("reprint", { key: number.key }, (answer) => paperText(answer, number.label)); setBusy(false); };
  return html`<li class="staff-number"><strong>${number.label}</strong> <time>${clock(number.issued_at)}</time>
    <span>${number.print ? t(`kiosk-staff-print-${number.print}`) : ""}</span>
    <button class="secondary" disabled=${busy} aria-label=${t("kiosk-staff-reprint-label", { label: number.label })} onClick=${again}>${t("kiosk-staff-reprint")}</button></li>`;
}

export function Numbers() {
  const { numbers } = state.value;
  return html`<section class="papers staff-numbers">
    <h2 class="papers-title"><span class="icon icon-ticket" aria-hidden="true"></span>${t("kiosk-staff-numbers")}</h2>
    ${numbers.length ? html`<ul>${numbers.map((/** @type {any} */ number) => html`<${Row} key=${number.key} number=${number} />`)}</ul>` : html`<p>${t("kiosk-staff-no-numbers")}</p>`}
  </section>`;
}
