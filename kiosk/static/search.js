/** Finds a procedure by a few letters; what is found stands under the field while people type. */

import { html, useEffect, useRef, useState } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { language, t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { Keyboard } from "./keyboard.js";
import { Leaves } from "./leaves.js";
import { guidanceService, labelOf, named, officialOf, procedureOf, serviceOf } from "./named.js";
import { ease, keep, query } from "./state.js";
import { Letter, Waiting } from "./waiting.js";
import { chooseGuidance, chooseResult } from "./ways.js";

const PAUSE_MS = 120;
const NOTHING = { services: [], procedures: [], elsewhere: null, q: "" };

/** @param {any} found */
function draw(found) {
  const procedure = procedureOf(found.code);
  const service = serviceOf(found.service);
  return html`<button class="row" onClick=${() => chooseResult(found)}>
    <${Letter} letter=${service?.code} />
    <span class="row-text"><strong>${procedure ? labelOf(procedure) : named(service, "name")}</strong>
      <small>${procedure ? officialOf(procedure) : named(service, "covers")}</small>
      <span class="row-who">${procedure && html`<span>${named(service, "name")}</span>`}<${Waiting} service=${service?.code} /></span></span>
    <span class="icon icon-chevron-right" aria-hidden="true"></span>
  </button>`;
}

/** Asks the kiosk as the words change; an answer to an older question is thrown away. */
function useFound() {
  const [found, setFound] = useState(NOTHING);
  const words = query.value;
  useEffect(() => {
    if (!words.trim()) { setFound(NOTHING); return undefined; }
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await get(`/api/search?q=${encodeURIComponent(words)}`).catch(() => null);
      if (answer && !stale) setFound(answer);
    }, PAUSE_MS);
    return () => { stale = true; clearTimeout(timer); };
  }, [words]);
  return found;
}

/** Whoever is at the wrong place, or finds nothing, may ask a person, where the hall has one for that. */
function AskSomebody() {
  return guidanceService() && html`<button class="secondary" onClick=${chooseGuidance}>
    <span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-help-guidance")}</button>`;
}

/** @param {{found: any}} props */
function Elsewhere({ found }) {
  return html`<div class="elsewhere" role="status"><p><strong>${t("kiosk-search-elsewhere")}</strong>${named(found, "text")}</p><${AskSomebody} /></div>`;
}

/** @param {{words: string}} props */
function Nothing({ words }) {
  return html`<div class="empty" role="status">
    <p class="empty-title">${t("kiosk-search-nothing", { query: words })}</p><p>${t("kiosk-search-nothing-more")}</p>
    <${AskSomebody} />
  </div>`;
}

export function SearchScreen() {
  const [keys, setKeys] = useState(true);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const found = useFound();
  const change = (/** @type {string} */ words) => { query.value = words; keep({ starts: [0] }); };
  useEffect(() => field.current?.focus(), []);
  const rows = [...found.services.map((/** @type {string} */ code) => ({ code, service: code })), ...found.procedures];
  const done = found.q !== "" && query.value.trim() !== "";
  return html`<${Frame} title=${t("kiosk-search-title")} class=${keys ? "searching typing" : "searching"}>
    <div class="search-box"><span class="icon icon-search" aria-hidden="true"></span>
      <input ref=${field} class="search-field" type="text" inputmode="none" maxlength="60" autocomplete="off" spellcheck=${false}
        aria-label=${t("kiosk-search-field")} placeholder=${t("kiosk-home-search")} value=${query.value}
        onInput=${(/** @type {any} */ event) => change(event.target.value)} onClick=${() => setKeys(true)} /></div>
    ${!done && html`<p class="search-hint">${t("kiosk-search-hint")}</p>`}
    ${done && found.elsewhere && html`<${Elsewhere} found=${found.elsewhere} />`}
    ${done && !rows.length && !found.elsewhere && html`<${Nothing} words=${found.q} />`}
    ${done && rows.length > 0 && html`<${Leaves} rows=${rows} draw=${draw} label=${t("kiosk-search-results")} />`}
    <p class="visually-hidden" role="status">${done ? t("kiosk-search-count", { n: rows.length }) : ""}</p>
    ${keys
      ? html`<${Keyboard} value=${query.value} change=${change} hide=${() => setKeys(false)} marks=${language.value === "vi" && !ease.value.seated} />`
      : html`<button class="secondary keyboard-show" onClick=${() => { setKeys(true); field.current?.focus(); }}>
          <span class="icon icon-keyboard" aria-hidden="true"></span>${t("kiosk-keyboard-show")}</button>`}
  <//>`;
}
