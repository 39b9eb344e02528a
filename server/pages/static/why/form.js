/** The question: two numbers and a day. Enter asks; the first empty field has the cursor. */

import { html, useEffect, useRef } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { DateField } from "../dateField.js";
import { ask, isAsking, question, refused } from "./asking.js";

export function Form() {
  const box = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => {
    const next = box.current?.querySelector(".why-label:placeholder-shown") ?? box.current?.querySelector("#why-ask");
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  }, []);
  const set = (/** @type {string} */ name) => (/** @type {any} */ event) => { question.value = { ...question.value, [name]: event.currentTarget.value }; };
  const swap = () => {
    question.value = { ...question.value, mine: question.value.other, other: question.value.mine };
    ask();
  };
  const { mine, other, day } = question.value;
  return html`
    <form class="why-form" ref=${box} onSubmit=${(/** @type {any} */ event) => { event.preventDefault(); ask(); }}>
      <label>${t("why-mine")}<input class="field why-label" id="why-mine" required maxlength="12" placeholder="H012" autocomplete="off" autocapitalize="characters" spellcheck="false" value=${mine} onInput=${set("mine")} /></label>
      <button type="button" class="button why-swap" onClick=${swap} title=${t("why-swap")}><span class="icon icon-arrow-right-left" aria-hidden="true"></span><span class="visually-hidden">${t("why-swap")}</span></button>
      <label>${t("why-other")}<input class="field why-label" id="why-other" required maxlength="12" placeholder="D004" autocomplete="off" autocapitalize="characters" spellcheck="false" value=${other} onInput=${set("other")} /></label>
      <label>${t("why-day")}<${DateField} id="why-day" label=${t("why-day")} value=${day} onValue=${(/** @type {string} */ value) => { question.value = { ...question.value, day: value }; }} /></label>
      <button class="button button-primary" type="submit" id="why-ask" disabled=${isAsking.value}>${t(isAsking.value ? "why-asking" : "why-ask")}</button>
    </form>
    ${refused.value && html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`}`;
}
