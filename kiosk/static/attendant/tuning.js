/** White rows under a slip, and rows in one command: chosen here, judged on the test print that follows. */

import { html, useState } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { paperText } from "./numbers.js";
import { act, state } from "./state.js";

/** What is worth trying: pads by a few millimetres, bands for clones with small buffers (0: the whole slip at once). */
const STEPS = { pad_rows: [0, 24, 48, 80, 120, 160, 240, 320, 400], band_rows: [0, 50, 100, 250, 500] };
/** @typedef {keyof typeof STEPS} Name */
/** @type {Name[]} */
const NAMES = ["pad_rows", "band_rows"];

/** @param {number[]} steps @param {number} value @param {number} way the next step up (1) or down (-1), also from between two of them */
function next(steps, value, way) {
  return way > 0 ? steps.find((step) => step > value) : steps.findLast((step) => step < value);
}

/** @param {{name: Name, value: number, change: (value: number) => void}} props */
function Row({ name, value, change }) {
  const isGiven = state.value.printing[name].from === "setting";
  const key = (/** @type {number} */ way, /** @type {string} */ icon) => {
    const step = next(STEPS[name], value, way);
    return html`<button class="secondary" disabled=${isGiven || step === undefined} onClick=${() => change(/** @type {number} */ (step))}
      aria-label=${t(way > 0 ? "kiosk-staff-more" : "kiosk-staff-less", { what: t(`kiosk-staff-tune-${name}`) })}><span class="icon icon-${icon}" aria-hidden="true"></span></button>`;
  };
  return html`<li class="staff-tune"><span><strong>${t(`kiosk-staff-tune-${name}`)}</strong> ${t(isGiven ? "kiosk-staff-tune-given" : `kiosk-staff-tune-${name}-how`)}</span>
    ${key(-1, "minus")}<output>${t("kiosk-staff-rows", { n: value })}</output>${key(1, "plus")}</li>`;
}

/** @param {{close: () => void}} props */
export function Tuning({ close }) {
  const { printing } = state.value;
  const [wanted, setWanted] = useState({ pad_rows: printing.pad_rows.value, band_rows: printing.band_rows.value });
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    const own = NAMES.filter((name) => printing[name].from !== "setting");
    await act("tune", Object.fromEntries(own.map((name) => [name, wanted[name]])), paperText);
    setBusy(false);
  };
  return html`<section class="papers staff-numbers">
    <h2 class="papers-title"><span class="icon icon-settings" aria-hidden="true"></span>${t("kiosk-staff-tune")}</h2>
    <ul>${NAMES.map((name) => html`<${Row} key=${name} name=${name} value=${wanted[name]} change=${(/** @type {number} */ value) => setWanted({ ...wanted, [name]: value })} />`)}</ul>
    <div class="staff-keys"><button class="secondary" disabled=${busy} onClick=${test}>${t(busy ? "kiosk-guide-printing" : "kiosk-staff-tune-test")}</button>
      <button class="secondary" onClick=${close}>${t("kiosk-staff-tune-close")}</button></div>
  </section>`;
}
