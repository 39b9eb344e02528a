/** The devices of the hall: the code or the key of a new one, shown once, and how they are. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { ageText } from "/assets/js/age.js";
import { t } from "/assets/js/texts.js";
import { wrongWith } from "../machines.js";
import { AttendantPin } from "./attendantPin.js";
import { listOf } from "./state.js";
import { faultsText } from "./faults.js";
import { Notice, Table } from "./parts.js";
import { PairingCode } from "./pairing.js";

const KINDS = ["kiosk", "display", "panel", "rating"];
/** How they are is asked again while the page is open. */
const AGAIN_MS = 10_000;
const devices = listOf("/api/v1/devices", "devices");

export function Devices() {
  const list = devices.useList();
  useEffect(() => {
    const timer = setTimeout(devices.fetchAgain, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [list]);
  const refused = useSignal("");
  const made = useSignal(/** @type {any} a code or a key, with its name */ (null));
  const create = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.currentTarget;
    refused.value = faultsText(form);
    if (refused.value) return;
    const { name, kind } = Object.fromEntries(new FormData(form));
    const way = event.submitter?.value === "key" ? "devices" : "pairings";
    try {
      made.value = { name, kind, ...(await post(`/api/v1/${way}`, { name, kind })) };
      refused.value = "";
      form.reset();
      if (way === "devices") await devices.fetchAgain();
    } catch (error) {
      refused.value = error.message;
    }
  };
  return html`
    <form class="card form-row" noValidate onSubmit=${create}>
      <label>${t("staff-device-name")}<input class="field" name="name" required maxlength="80" autocomplete="off" /></label>
      <label>${t("staff-device-kind")}<select class="field" name="kind">${KINDS.map((kind) => html`<option value=${kind}>${t(`staff-device-kind-${kind}`)}</option>`)}</select></label>
      <button class="button button-primary" type="submit">${t("staff-device-create")}</button>
      <button class="button" type="submit" value="key">${t("staff-device-create-key")}</button>
      <${Notice} bad=${true} text=${refused.value} />
    </form>
    ${made.value && html`<${made.value.code ? PairingCode : Key} key=${made.value.code} made=${made.value} devices=${devices} onDone=${() => { made.value = null; }} />`}
    <${Table} failed=${devices.failed.value} titles=${[t("staff-device-name"), t("staff-device-kind"), t("staff-device-seen"), t("staff-state"), ""]}
      rows=${list?.map((one) => [html`<b>${one.name}</b>`, t(`staff-device-kind-${one.kind}`), one.last_seen_at ? t("staff-ago", { age: ageText(Date.parse(one.last_seen_at)) }) : t("staff-device-never"),
        one.revoked ? html`<span class="state state-closed">${t("staff-device-revoked")}</span>`
          : html`<span class="state state-${one.trouble ? "alarm" : "serving"}">${t(`staff-device-${wrongWith(one) || "well"}`)}</span>`,
        !one.revoked && html`<${Revoke} key=${one.id} device=${one} onRefused=${(/** @type {string} */ text) => { refused.value = text; }} />`])} />
    <${AttendantPin} />`;
}

/** The key stands on the page until the administrator says it is kept: nobody can show it again. @param {{made: {name: string, key: string}, onDone: () => void}} props */
function Key({ made, onDone }) {
  const copied = useSignal(false);
  const copy = async (/** @type {any} */ event) => {
    const box = event.currentTarget.parentElement.querySelector("input");
    box.select();
    // The clipboard needs https or localhost; on a hall's plain network the text stays selected for Ctrl-C.
    try { await navigator.clipboard.writeText(made.key); copied.value = true; } catch { copied.value = document.execCommand("copy"); }
  };
  return html`
    <div class="card key-once" role="status">
      <p><span class="icon icon-key" aria-hidden="true"></span> ${t("staff-key-once", { name: made.name })}</p>
      <div class="key-row"><input class="field" readonly aria-label=${t("staff-key")} value=${made.key} />
        <button type="button" class="button button-primary" onClick=${copy}><span class="icon icon-${copied.value ? "check" : "copy"}" aria-hidden="true"></span>${t(copied.value ? "staff-copied" : "staff-copy")}</button>
        <button type="button" class="button" onClick=${onDone}>${t("staff-key-kept")}</button></div>
    </div>`;
}

/** Revoking cannot be undone, so it takes two presses in the same place. @param {{device: import("../machines.js").Device, onRefused: (text: string) => void}} props */
function Revoke({ device, onRefused }) {
  const asked = useSignal(false);
  const revoke = async () => {
    if (!asked.value) { asked.value = true; return; }
    try {
      await post(`/api/v1/devices/${device.id}/revoke`);
      await devices.fetchAgain();
    } catch (error) {
      onRefused(error.message);
    }
  };
  return html`<button type="button" class="button button-small ${asked.value ? "button-danger" : ""}" onClick=${revoke} onBlur=${() => { asked.value = false; }}>${t(asked.value ? "staff-revoke-sure" : "staff-revoke", { name: device.name })}</button>`;
}
