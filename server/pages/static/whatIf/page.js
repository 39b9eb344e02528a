/** What if: one change at one counter is chosen, and the next two hours stand there with it and without. */

import { html, render } from "/assets/vendor/ui.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Answer } from "./answer.js";
import { Form } from "./form.js";
import { Services } from "./services.js";
import { lines, readBreaks, takeLines } from "./state.js";

function WhatIf() {
  if (!lines.value) return html`<p class="page-wait" role="status">${t("staff-loading")}</p>`;
  return html`<div class="what-if-page"><${Form} /><${Answer} /><${Services} /></div>`;
}

await loadTexts(document.documentElement.lang, ["staff", "whatif"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${WhatIf} />`, main);
await readBreaks();
openLine({ lines: takeLines });
