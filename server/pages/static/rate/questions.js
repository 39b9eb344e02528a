/** The two questions, in targets a thumb cannot miss. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { rate, touch, touchAgain, touched } from "./state.js";

const ASPECTS = ["attitude", "wait", "guidance", "on_time", "place"];

/** @param {{score: number}} props */
function Face({ score }) {
  return html`<button type="button" class="rate-face face-${score}" aria-pressed=${touched.value?.score === score} onClick=${() => touch(score)}>
    <svg aria-hidden="true"><use href=${`#face-${score}`} /></svg><span>${t(`rating-score-${score}`)}</span></button>`;
}

export function How() {
  return html`<section class="rate-ask" aria-labelledby="how"><h1 id="how">${t("rating-how")}</h1>
    <div class="rate-faces">${[4, 3, 2, 1].map((score) => html`<${Face} key=${score} score=${score} />`)}</div>
    <p class="rate-who">${t("rating-unknown-who")}</p></section>`;
}

export function About() {
  const score = touched.value?.score ?? 0;
  return html`<section class="rate-ask" aria-labelledby="about">
    <div class="rate-said"><button type="button" class="rate-again" onClick=${touchAgain}><svg class="face-${score}" aria-hidden="true"><use href=${`#face-${score}`} /></svg>${t("rating-change")}</button>
      <h1 id="about">${t("rating-about")}</h1></div>
    <div class="rate-aspects">${ASPECTS.map((aspect) => html`
      <button type="button" class="rate-aspect" key=${aspect} onClick=${() => rate(aspect)}>${t(`rating-aspect-${aspect}`)}</button>`)}
      <button type="button" class="rate-aspect is-done" onClick=${() => rate()}>${t("rating-done")}</button></div></section>`;
}
