/** How far a move may go (calling again, coming back, being parked), what keeps numbers from being hoarded, the reserve, letters, and which waits need a hand. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Regulation, useDraft } from "./regulations.js";

export function Limits() {
  const { draft, put } = useDraft("limits", (inForce) => ({ moves: inForce.moves, limits: inForce.limits, letters: inForce.letters, targets: inForce.targets }));
  if (!draft) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const { moves, limits, letters, targets } = draft;
  const move = (/** @type {any} */ part) => put({ ...draft, moves: { ...moves, ...part } });
  const limit = (/** @type {any} */ part) => put({ ...draft, limits: { ...limits, ...part } });
  const target = (/** @type {any} */ part) => put({ ...draft, targets: { ...targets, ...part } });
  const minutes = (/** @type {number | null} */ seconds) => (seconds === null ? "" : seconds / 60);
  return html`
    <${Regulation} name="limits" sections=${() => draft}>
      <fieldset class="card lines"><legend>${t("regulation-moves")}</legend>
        <${Whole} id="recalls" value=${moves.recalls} most=${20} onValue=${(/** @type {number} */ recalls) => move({ recalls })} />
        <${Whole} id="recall-cool" value=${moves.recall_cool_s} most=${600} onValue=${(/** @type {number} */ value) => move({ recall_cool_s: value })} />
        <${Whole} id="restore-grace" value=${minutes(moves.restore_grace_s)} most=${1440} needed=${false} onValue=${(/** @type {number | null} */ value) => move({ restore_grace_s: value === null ? null : value * 60 })} />
        <${Whole} id="park-remind" value=${minutes(moves.park_remind_s)} most=${1440} onValue=${(/** @type {number} */ value) => move({ park_remind_s: value * 60 })} />
      </fieldset>
      <fieldset class="card lines"><legend>${t("regulation-hoarding")}</legend>
        <label class="tick"><input type="checkbox" checked=${limits.one_per_person} onChange=${(/** @type {any} */ event) => limit({ one_per_person: event.currentTarget.checked })} /> ${t("regulation-one-per-person")}</label>
        <${Whole} id="kiosk-cool" value=${limits.kiosk_cool_s} most=${600} onValue=${(/** @type {number} */ value) => limit({ kiosk_cool_s: value })} />
      </fieldset>
      <fieldset class="card lines"><legend>${t("regulation-cut-off")}</legend>
        <${Whole} id="reserve" value=${limits.reserve} most=${60} onValue=${(/** @type {number} */ reserve) => limit({ reserve })} />
      </fieldset>
      <fieldset class="card lines"><legend>${t("regulation-letters")}</legend>
        <${Whole} id="answer-within" value=${letters.answer_within_days} least=${1} most=${365} onValue=${(/** @type {number} */ value) => put({ ...draft, letters: { answer_within_days: value } })} />
      </fieldset>
      <fieldset class="card lines"><legend>${t("regulation-targets")}</legend>
        <${Whole} id="amber" value=${minutes(targets.amber_s)} least=${1} most=${1440} onValue=${(/** @type {number} */ value) => target({ amber_s: value * 60 })} />
        <${Whole} id="red" value=${minutes(targets.red_s)} least=${1} most=${1440} onValue=${(/** @type {number} */ value) => target({ red_s: value * 60 })} />
      </fieldset>
    <//>`;
}

/** A whole number in a sentence; empty means none where none is allowed. @param {{id: string, value: number | "", least?: number, most: number, needed?: boolean, onValue: (value: any) => void}} props */
export function Whole({ id, value, least = 0, most, needed = true, onValue }) {
  return html`
    <label class="whole"><span>${t(`regulation-${id}`)}</span>
      <input class="field" type="number" inputmode="numeric" min=${least} max=${most} step="1" required=${needed} value=${value} data-whole=${id}
        onInput=${(/** @type {any} */ event) => onValue(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))} />
      <span class="quiet">${t(`regulation-${id}-unit`)}</span></label>`;
}
