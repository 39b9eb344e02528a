/** The one-time code of a machine that is expected: typed there, gone as soon as the machine has come or the time is over. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { now } from "/assets/js/age.js";
import { clock } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";

const EVERY_MS = 3000;

/**
 * `devices`: the hall's list, asked for again until the machine stands in it.
 * @param {{made: {name: string, kind: string, code: string, expires_at: string}, devices: {list: {value: any[] | null}, fetchAgain: () => Promise<void>}, onDone: () => void}} props
 */
export function PairingCode({ made, devices, onDone }) {
  const before = useSignal(new Set(devices.list.value?.map((one) => one.id)));
  const come = devices.list.value?.some((one) => !before.value.has(one.id) && one.name === made.name && one.kind === made.kind);
  const over = now.value > Date.parse(made.expires_at);
  useEffect(() => {
    if (come || over) return undefined;
    const timer = setInterval(devices.fetchAgain, EVERY_MS);
    return () => clearInterval(timer);
  }, [come, over]);
  const said = come ? "come" : over ? "over" : "how";
  return html`
    <div class="card key-once" role="status">
      <p><span class="icon icon-${come ? "circle-check" : "key"}" aria-hidden="true"></span> ${t(`staff-pairing-${said}`, { name: made.name, until: clock(made.expires_at) })}</p>
      ${said === "how" && html`<p class="pairing-code" aria-label=${t("staff-pairing-code")}><span>${made.code.slice(0, 4)}</span><span>${made.code.slice(4)}</span></p>
        <p class="quiet">${t(`staff-pairing-where-${made.kind}`)}</p>`}
      <div class="key-row"><button type="button" class="button" onClick=${onDone}>${t("staff-pairing-close")}</button></div>
    </div>`;
}
