/** Why one number was called before another: two numbers in, one plain answer out, and what the story says for it. */

import { html, render } from "/assets/vendor/ui.js";
import { clock, hallDay } from "/assets/js/hallTime.js";
import { loadTexts, t } from "/assets/js/texts.js";
import { openLine } from "../frame.js";
import { Answer } from "./answer.js";
import { ask, found, refused } from "./asking.js";
import { Form } from "./form.js";
import { Lives } from "./lives.js";
import { inVietnamese } from "./vietnamese.js";
import { dayText } from "./words.js";

function Why() {
  return html`
    <div class="why-page">
      <div class="why-head">
        <h1>${t("why-page")}</h1>
        <p>${t("why-intro")}</p>
      </div>
      <${Form} />
      ${found.value ? html`<${Answer} found=${found.value} /><${Lives} found=${found.value} /><p class="why-printed" lang="vi">${printedAt()}</p>`
        : !refused.value && html`<p class="page-wait">${t("why-first-time")}</p>`}
    </div>`;
}

function printedAt() {
  const at = Date.now();
  return inVietnamese("why-printed-at", { clock: clock(at), date: dayText(hallDay(at)) });
}

await loadTexts(document.documentElement.lang, ["staff", "why"]);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
main.replaceChildren();
render(html`<${Why} />`, main);
openLine({ board: () => {} }); // nothing of it is shown: that it comes tells a live line from a lost one
ask();
