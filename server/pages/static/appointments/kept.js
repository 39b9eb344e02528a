/** The slot that was just kept: its code as large as somebody reads it over a desk, and the slip to take along. */

import { html, useEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { clock, longDate } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { board, cancel, labelOf, learnProcedures, nameOf, procedures, serviceOf, shown } from "./state.js";

/** Two halves are read out, and typed, without losing the place. @param {string} code */
export const spoken = (code) => `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}`;

/** What it was booked for, if anybody asked. @param {import("./state.js").Appointment} kept */
function purpose({ service, procedure, dossiers }) {
  const known = procedures.value[service]?.find(({ code }) => code === procedure);
  return [known && labelOf(known), dossiers > 1 && t("appointments-so-many", { n: dossiers })].filter(Boolean).join(" · ");
}

/** What comes out of the printer; on the screen it is not seen. @param {{kept: import("./state.js").Appointment}} props */
function Slip({ kept }) {
  const hall = board.value?.hall ?? {};
  const service = serviceOf(kept.service);
  const minutes = Math.round((service?.grace_s ?? 0) / 60);
  return html`<article class="slip" aria-hidden="true">
    <p>${hall.parent}</p><p class="slip-hall">${hall.name}</p>
    <h2>${t("appointments-slip-title")}</h2>
    <p class="slip-at">${clock(kept.at)}</p><p class="slip-day">${longDate(kept.at)}</p>
    <p class="slip-service">${nameOf(service)}</p><p>${purpose(kept)}</p>
    <p>${t("appointments-slip-code")}</p><p class="slip-code">${spoken(kept.code)}</p>
    <img src="/appointments/${kept.code}.png" alt="" />
    <p>${t("appointments-slip-how")}</p><p>${t("appointments-slip-late", { minutes })}</p>
    <p class="slip-foot">${[hall.address, hall.phone].filter(Boolean).join(" · ")}</p>
  </article>`;
}

export function Kept() {
  const kept = shown.value;
  const print = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const gone = useSignal("");
  const next = () => /** @type {HTMLElement | null} */ (document.querySelector(".slot:not([disabled])"))?.focus();
  const close = () => {
    shown.value = null;
    next();
  };
  const giveBack = async () => {
    const { code } = /** @type {import("./state.js").Appointment} */ (kept);
    await cancel(/** @type {any} */ (kept), t("appointments-reason-mistake"));
    if (shown.value) return;
    gone.value = t("appointments-given-back", { code: spoken(code) });
    next();
  };
  useEffect(() => {
    if (!kept) return;
    gone.value = "";
    learnProcedures(kept.service);
    print.current?.focus();
  }, [kept?.code]);
  useEffect(() => {
    const escape = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape" && shown.value) close(); };
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, []);
  if (!kept) return gone.value && html`<p class="notice notice-good" role="status"><span class="icon icon-circle-check" aria-hidden="true"></span>${gone.value}</p>`;
  return html`<section class="card kept" aria-label=${t("appointments-kept")}>
    <div role="status"><p class="kept-what"><b>${clock(kept.at)}</b>, ${longDate(kept.at)} · ${nameOf(serviceOf(kept.service))}</p>
      ${purpose(kept) && html`<p>${purpose(kept)}</p>`}
      <p class="kept-code">${spoken(kept.code)}</p></div>
    <img class="kept-qr" src="/appointments/${kept.code}.png" alt=${t("appointments-qr", { code: spoken(kept.code) })} />
    <div class="kept-moves">
      <button type="button" class="button button-primary" ref=${print} onClick=${() => globalThis.print()}><span class="icon icon-printer" aria-hidden="true"></span>${t("appointments-print")}</button>
      <button type="button" class="button" onClick=${close}>${t("appointments-done")} <kbd>Esc</kbd></button>
      <button type="button" class="button button-danger" onClick=${giveBack}>${t("appointments-cancel-mistake")}</button></div>
    <${Slip} kept=${kept} />
  </section>`;
}
