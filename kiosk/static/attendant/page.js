/** The attendant's page: outside the PIN, inside how the kiosk is and what can be done. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts } from "/assets/js/texts.js";
import { guard } from "../guard.js";
import { Inside } from "./inside.js";
import { Pin } from "./pin.js";
import { PARTS, refresh, state } from "./state.js";

const EVERY_MS = 3000;

setInterval(() => { if (state.value) refresh(); }, EVERY_MS);

guard();
await loadTexts("vi", PARTS);
document.body.replaceChildren();
render(html`<${() => html`<div class="stage attending">${state.value ? html`<${Inside} />` : html`<${Pin} />`}</div>`} />`, document.body);
