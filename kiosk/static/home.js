/** The first screen: everyday tiles, a search field, all fields, and a way for whoever does not know. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { named } from "./named.js";
import { StopNotice, hallStop, serviceOfTile, stopOf, tileStop } from "./offered.js";
import { go, menu, online } from "./state.js";
import { chooseGuidance, chooseTile } from "./ways.js";

const TILES = 8;

/** Letters of a tile in large type; the label of a procedure that many come for may have sixty. */
const SHORT = 30;

/** Lines break after commas, not inside "hộ kinh doanh": a compound torn apart is read twice. @param {{text: string}} props */
function Unbroken({ text }) {
  if (text.length > SHORT) return html`<span class="tile-long">${text}</span>`;
  const parts = text.split(/(?<=,) /);
  return parts.map((part, at) => html`<span class="unbroken" key=${at}>${part}</span>${at < parts.length - 1 ? " " : ""}`);
}

/** @param {{tile: any, marked: boolean}} props `marked`: a need that is closed says so; when the whole hall is, it is said once */
function Tile({ tile, marked }) {
  const stop = marked ? stopOf(serviceOfTile(tile)) : null;
  return html`<li><button class="tile ${stop ? "is-stopped" : ""}" onClick=${() => chooseTile(tile)}>
    <span class="tile-icon icon icon-${tile.icon}" aria-hidden="true"></span>
    <span class="tile-text"><${Unbroken} text=${named(tile, "text")} />${stop && html`<small class="tile-stop">${tileStop(stop)}</small>`}</span>
  </button></li>`;
}

/** Where the hall keeps appointments and the server, who knows them, is there. */
function Appointments() {
  return html`<button class="home-appointment" onClick=${() => go({ name: "appointment" })}>
    <span class="icon icon-calendar-clock" aria-hidden="true"></span><strong>${t("kiosk-home-appointment")}</strong>
    <span>${t("kiosk-home-appointment-how")}</span><span class="icon icon-chevron-right" aria-hidden="true"></span></button>`;
}

export function Home() {
  const closed = hallStop();
  const actions = html`
    <button class="wide" onClick=${() => go({ name: "fields" })}>
      <span class="icon icon-layout-grid" aria-hidden="true"></span>${t("kiosk-home-fields")}</button>
    <button class="wide" onClick=${chooseGuidance}>
      <span class="icon icon-hand-helping" aria-hidden="true"></span>${t("kiosk-home-guidance")}</button>`;
  return html`<${Frame} title=${t("kiosk-home-title")} class="home" actions=${actions}>
    ${closed && html`<${StopNotice} stop=${closed} papers=${true} />`}
    <button class="home-search" onClick=${() => go({ name: "search" })}>
      <span class="icon icon-search" aria-hidden="true"></span>${t("kiosk-home-search")}</button>
    ${menu.value.appointments && online.value && html`<${Appointments} />`}
    <ul class="tiles" aria-label=${t("kiosk-home-tiles")}>
      ${menu.value.tiles.slice(0, TILES).map((/** @type {any} */ tile) => html`<${Tile} key=${tile.text} tile=${tile} marked=${!closed} />`)}
    </ul>
  <//>`;
}
