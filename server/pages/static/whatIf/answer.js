/** The answer in one sentence, and of whom it speaks. */

import { html } from "/assets/vendor/ui.js";
import { clock, hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { writtenDay } from "../dateField.js";
import { DoIt } from "./doIt.js";
import { answer, asked, lines, query, refused, verdict } from "./state.js";

export function Answer() {
  return html`<section class="card what-if-answer ${verdict.value?.tone ?? ""}" aria-live="polite"><${Said} /></section>`;
}

function Said() {
  const { message, code } = refused.value;
  if (code === "nothing_to_change") return html`<p class="what-if-sentence">${t(`whatif-already-${asked.value.do}`, { counter: asked.value.counter, service: serviceName() })}</p>`;
  if (message) return html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${message}</p>`;
  if (!query.value) return html`<p class="what-if-sentence is-quiet">${t("whatif-choose")}</p>`;
  if (!answer.value || !verdict.value) return html`<p class="what-if-sentence is-quiet">${t("whatif-working")}</p>`;
  const { without: { people }, weeks, resting } = answer.value;
  const { words, said, freed } = verdict.value;
  if (!people) return html`<${Rests} /><p class="what-if-sentence">${t(resting ? "whatif-nobody-resting" : "whatif-nobody")}</p>`;
  return html`
    <${Rests} />
    <p class="what-if-sentence">${t(words, { ...said, if: condition(), services: freed.join(", ") })}</p>
    <p class="what-if-of">${t(weeks ? "whatif-of-weeks" : "whatif-of-today", { people, weeks })}</p>
    <${DoIt} />`;
}

/** That the hall rests now, and until when. */
function Rests() {
  if (!answer.value?.resting) return null;
  const reopens = Date.parse(answer.value.reopens_at ?? "");
  if (Number.isNaN(reopens)) return html`<p class="what-if-rests">${t("whatif-resting")}</p>`;
  const isToday = hallDay(reopens) === hallDay(Date.parse(answer.value.at));
  const when = isToday ? clock(reopens) : `${clock(reopens)}, ${writtenDay(hallDay(reopens))}`;
  return html`<p class="what-if-rests">${t("whatif-resting-until", { when })}</p>`;
}

function condition() {
  const { counter, do: change, break_at: at, break_to: to } = asked.value;
  return t(`whatif-if-${change}`, { counter, service: serviceName(), at, to });
}

const serviceName = () => lines.value?.lines.find((line) => line.service === asked.value.service)?.name ?? asked.value.service;
