/** One letter, whole, and the answer its sender will read. Sending cannot be undone, so it takes two presses. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { dayOf, when } from "./list.js";
import { answerTo, drafts, mayAnswer, reading, refused, takeUp } from "./state.js";

/** @param {{letter: import("./state.js").Letter}} props */
function About({ letter }) {
  const { label, counter, service, language, received_at: at } = letter;
  const said = [
    label && t(service ? "letter-about" : "letter-about-typed", { label }),
    counter && t("letter-about-counter", { counter }),
    language !== "vi" && t(`letter-language-${language}`),
  ].filter(Boolean).join(", ");
  return html`<p class="letter-about">${said && html`<span>${said}</span>`}
    ${label && html`<a href=${`/why?mine=${encodeURIComponent(label)}&day=${hallDay(at)}`}>${t("letter-why")}</a>`}
    <a href=${`/story?${new URLSearchParams({ ...(label ? { label } : {}), since: hallDay(at), until: hallDay(at) })}`}>${t("letter-story")}</a></p>`;
}

/** @param {{letter: import("./state.js").Letter}} props */
function Answering({ letter }) {
  const sure = useSignal(false);
  const text = drafts.value[letter.id] ?? "";
  useEffect(() => { sure.value = false; }, [letter.id]);
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!sure.value) { sure.value = true; return; }
    sure.value = false;
    answerTo(letter, text);
  };
  return html`<form class="answering" onSubmit=${send}>
    <label for="answer">${t("letter-answer")}</label>
    <textarea class="field" id="answer" rows="6" minlength="10" maxlength="2000" required value=${text}
      onInput=${(/** @type {any} */ event) => { drafts.value = { ...drafts.value, [letter.id]: event.currentTarget.value }; sure.value = false; }}></textarea>
    <p class="quiet">${t("letter-answer-hint")}</p>
    <div class="letter-moves">
      <button class="button ${sure.value ? "button-danger" : "button-primary"}" type="submit" id="send-answer" onBlur=${() => { sure.value = false; }}>${t(sure.value ? "letter-answer-sure" : "letter-answer-send")}</button>
      ${letter.state === "received" && html`<button class="button" type="button" id="take-up" onClick=${() => takeUp(letter)}>${t("letter-take-up")}</button>`}
    </div></form>`;
}

/** By when it is due, and who has it in hand since when. @param {{letter: import("./state.js").Letter}} props */
function Course({ letter: { state, due_at: due, is_overdue: overdue, taken_up_at: at, taken_up_by: by } }) {
  const said = [
    due && state !== "answered" && t(state === "received" ? "letter-course-received" : "letter-course-taken_up", { day: dayOf(due) }),
    by && (at ? t("letter-taken-up", { by, at: when(at) }) : t("letter-taken-up-by", { by })),
  ].filter(Boolean).join(" · ");
  return said && html`<p class="letter-course ${overdue ? "is-overdue" : ""}">${overdue && html`<span class="icon icon-clock" aria-hidden="true"></span><b>${t("letter-overdue")}</b> `}${said}</p>`;
}

export function Reader() {
  const letter = reading.value;
  if (!letter) return html`<section class="card letters-reader"><p class="told-empty">${t("letter-pick")}</p><p class="quiet">${t("letter-page-intro")}</p></section>`;
  return html`<section class="card letters-reader" aria-labelledby="reading">
    <h2 id="reading">${t(`letter-kind-${letter.kind}`)} <small class="quiet">${when(letter.received_at)} · ${t(`letter-state-${letter.state}`)}</small></h2>
    <${Course} letter=${letter} />
    <${About} letter=${letter} />
    <blockquote class="letter-text" lang=${letter.language}>${letter.text}</blockquote>
    <div role="alert">${refused.value && html`<p class="notice notice-bad"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`}</div>
    ${letter.answer ? html`<h3>${t("letter-answered-by", { by: letter.by ?? "" })} <small class="quiet">${when(letter.answered_at ?? "")}</small></h3>
      <blockquote class="letter-text letter-answer">${letter.answer}</blockquote>`
      : mayAnswer && html`<${Answering} key=${letter.id} letter=${letter} />`}
  </section>`;
}
