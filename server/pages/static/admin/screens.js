/** What hangs in the hall: the screens one by one, and what all of them show between the calls. */

import { html, signal, useEffect, useRef, useSignal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { Notice } from "./parts.js";
import { Regulation, useDraft } from "./regulations.js";
import { ScreenItem } from "./screenItem.js";
import { ScreenPreview } from "./screenPreview.js";
import { ScreenSet } from "./screenSet.js";
import { SaidFields } from "./said.js";
import { listOf } from "./state.js";

const devices = listOf("/api/v1/devices", "devices");
/** What the items `hours` and `procedures` speak of. */
const spokenOf = signal({ week: null, fields: [] });
const KINDS = ["how", "hours", "procedures", "text", "picture", "video"];
const EMPTY = { vi: "", en: "", ko: "" };
const MOST_NOTICES = 10;
const MOST_ITEMS = 20;

/** Without what is empty, so that two lists that say the same are the same. @param {any} screens */
function tidy({ notices, playlist }) {
  const said = (/** @type {any} */ one) => (one && Object.values(one).some((words) => String(words).trim()) ? one : null);
  return { notices: notices.filter(said), playlist: playlist.map((/** @type {any} */ { key, ...one }) => ({ ...one, title: said(one.title), text: said(one.text) })) };
}

/** Each item with a key of its own: a file that was long on its way must find the one it was sent for. @param {any} screens */
const keyed = ({ notices, playlist }) => ({ notices, playlist: playlist.map((/** @type {any} */ one, /** @type {number} */ key) => ({ key, ...one })) });

export function Screens() {
  const { draft, put } = useDraft("screens", (inForce) => keyed(inForce.screens));
  const latest = useRef(draft);
  latest.current = draft;
  const shown = useSignal(/** @type {number | null} the key of an item */ (null));
  const list = devices.useList();
  useEffect(() => { get("/api/v1/screens").then((answer) => { spokenOf.value = answer; }, () => {}); }, []);
  if (!draft) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  const { notices, playlist } = draft;
  const putNotices = (/** @type {any[]} */ changed) => put({ playlist, notices: changed });
  const putItems = (/** @type {any[]} */ changed) => put({ notices, playlist: changed });
  const change = (/** @type {number} */ key, /** @type {any} */ part) => {
    shown.value = key;
    put({ ...latest.current, playlist: latest.current.playlist.map((/** @type {any} */ one) => (one.key === key ? { ...one, ...part } : one)) });
  };
  const add = (/** @type {string} */ kind) => {
    shown.value = Math.max(-1, ...playlist.map((/** @type {any} */ one) => one.key)) + 1;
    putItems([...playlist, { key: shown.value, kind, seconds: 15, title: null, text: kind === "text" ? EMPTY : null, file: "" }]);
  };
  const swap = (/** @type {number} */ at) => { putItems(playlist.toSpliced(at - 1, 2, playlist[at], playlist[at - 1])); };
  const at = playlist.findIndex((/** @type {any} */ one) => one.key === shown.value);
  const unheard = devices.answer.value?.uncalled ?? [];
  return html`
    <h2>${t("regulation-screens-hung")}</h2>
    <${Notice} bad=${true} text=${devices.failed.value} />
    ${list?.filter((one) => one.screen && !one.revoked).map((one) => html`<${ScreenSet} key=${one.id} device=${one} onSaved=${devices.fetchAgain} />`)}
    ${unheard.length > 0 && html`<${Notice} bad=${true} text=${t("regulation-screens-unheard", { counters: unheard.join(", ") })} />`}
    ${list && !list.some((one) => one.screen && !one.revoked) && html`<p class="told-empty">${t("regulation-screens-none")}</p>`}
    <h2>${t("regulation-screens-between")}</h2>
    <div class="slip-columns screen-columns">
      <${Regulation} name="screens" sections=${() => ({ screens: tidy(draft) })}>
        <fieldset class="card playlist"><legend>${t("regulation-playlist")}</legend>
          ${playlist.length === 0 && html`<p class="quiet">${t("regulation-playlist-none")}</p>`}
          <ol>${playlist.map((/** @type {any} */ one, /** @type {number} */ at) => html`<${ScreenItem} key=${one.key} item=${one} at=${at} isShown=${shown.value === one.key}
            put=${(/** @type {any} */ part) => change(one.key, part)} onShow=${() => { shown.value = one.key; }} onUp=${at > 0 ? () => swap(at) : null}
            onRemove=${() => { putItems(playlist.filter((/** @type {any} */ each) => each !== one)); }} />`)}</ol>
          <div class="form-row">${playlist.length < MOST_ITEMS && KINDS.map((kind) => html`<button type="button" class="button button-small" onClick=${() => add(kind)}><span class="icon icon-plus" aria-hidden="true"></span>${t(`regulation-item-${kind}`)}</button>`)}</div>
        </fieldset>
        <fieldset class="card playlist"><legend>${t("regulation-notices")}</legend>
          <p class="quiet">${t("regulation-notices-about")}</p>
          ${notices.map((/** @type {any} */ one, /** @type {number} */ at) => html`<div class="notice-row">
            <${SaidFields} name=${t("regulation-notice", { n: at + 1 })} said=${one} needed=${true} onSaid=${(/** @type {any} */ said) => putNotices(notices.map((/** @type {any} */ old, /** @type {number} */ each) => (each === at ? said : old)))} />
            <button type="button" class="step" aria-label=${t("regulation-remove", { name: t("regulation-notice", { n: at + 1 }) })} onClick=${() => putNotices(notices.filter((/** @type {any} */ _, /** @type {number} */ each) => each !== at))}><span class="icon icon-x" aria-hidden="true"></span></button></div>`)}
          ${notices.length < MOST_NOTICES && html`<button type="button" class="button button-small" onClick=${() => putNotices([...notices, EMPTY])}><span class="icon icon-plus" aria-hidden="true"></span>${t("regulation-add-notice")}</button>`}
        </fieldset>
      <//>
      <${ScreenPreview} screen=${{ ...spokenOf.value, ...tidy(draft) }} item=${at < 0 ? null : at} />
    </div>`;
}
