/** The answer: one large plain sentence, what the story says for it, and the same in words for a letter. */

import { html, useRef, useSignal } from "/assets/vendor/ui.js";
import { language, t } from "/assets/js/texts.js";
import { inVietnamese } from "./vietnamese.js";
import { about, letter, sentence } from "./words.js";

/** @param {{found: import("./asking.js").Found}} props */
export function Answer({ found }) {
  const tongue = language.value;
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const copied = useSignal("");
  const text = letter(inVietnamese, "vi", found);
  const copy = async () => {
    // The clipboard needs https or localhost; on a hall's plain network the text is selected and copied the old way.
    try { await navigator.clipboard.writeText(text); copied.value = text; } catch { copied.value = copyFrom(box.current) ? text : "by hand"; }
  };
  const isDone = copied.value === text;
  return html`
    <section class="card why-card" aria-labelledby="why-answer-head">
      <p class="why-about">${about(t, found)}</p>
      <h2 class="why-kicker" id="why-answer-head">${t("why-answer")}</h2>
      <p class="why-answer" role="status">${sentence(t, tongue, "answer", found.answer, found)}</p>
      <h3 class="why-kicker">${t("why-facts")}</h3>
      <ul class="why-facts">${found.facts.map((fact) => html`<li>${sentence(t, tongue, "fact", fact, found)}</li>`)}</ul>
      <p class="why-buttons">
        <button type="button" class="button button-primary" id="why-copy" onClick=${copy}><span class="icon icon-${isDone ? "check" : "copy"}" aria-hidden="true"></span>${t(isDone ? "why-copied" : "why-copy")}</button>
        <button type="button" class="button" id="why-print" onClick=${() => print()}><span class="icon icon-printer" aria-hidden="true"></span>${t("why-print")}</button>
        ${copied.value === "by hand" && html`<span class="notice notice-bad" role="alert">${t("why-copy-by-hand")}</span>`}
      </p>
    </section>
    <section class="card why-letter" hidden=${tongue === "vi" && copied.value !== "by hand"}>
      <h2 class="why-kicker" id="why-letter-head">${t("why-letter")}</h2>
      <textarea class="field" ref=${box} readonly lang="vi" aria-labelledby="why-letter-head" rows=${found.facts.length + 5} value=${text}></textarea>
      <p class="why-letter-print" lang="vi">${text}</p>
    </section>`;
}

/** @param {HTMLTextAreaElement | null} box */
function copyFrom(box) {
  if (!box) return false;
  const section = /** @type {HTMLElement} */ (box.closest("section"));
  const hidden = section.hidden;
  section.hidden = false; // what is not shown cannot be selected
  box.select();
  const done = document.execCommand("copy");
  section.hidden = done && hidden;
  return done;
}
