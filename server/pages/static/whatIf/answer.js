/** The answer in one sentence, and of whom it speaks. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { DoIt } from "./doIt.js";
import { answer, asked, lines, minutes, query, refused } from "./state.js";

export function Answer() {
  return html`<section class="card what-if-answer ${tone()}" aria-live="polite"><${Said} /></section>`;
}

function Said() {
  if (refused.value) return html`<p class="notice notice-bad" role="alert"><span class="icon icon-circle-alert" aria-hidden="true"></span>${refused.value}</p>`;
  if (!query.value) return html`<p class="what-if-sentence is-quiet">${t("whatif-choose")}</p>`;
  if (!answer.value) return html`<p class="what-if-sentence is-quiet">${t("whatif-working")}</p>`;
  const { without, weeks } = answer.value;
  if (!without.people) return html`<p class="what-if-sentence">${t("whatif-nobody")}</p>`;
  return html`
    <p class="what-if-sentence">${sentence(answer.value)}</p>
    <p class="what-if-of">${t(weeks ? "whatif-of-weeks" : "whatif-of-today", { people: without.people, weeks })}</p>
    <${DoIt} />`;
}

/** @param {import("./state.js").Answer} found */
function sentence({ without: { p90_s: before }, changed: { p90_s: after }, is_sure: isSure }) {
  const said = { if: condition(), without: minutes(before ?? 0), changed: minutes(after ?? 0) };
  if (before === null) return t(after === null ? "whatif-stranded" : "whatif-rescues", said);
  if (after === null) return t("whatif-strands", said);
  return t(isSure && said.without !== said.changed ? "whatif-differs" : "whatif-same", said);
}

function condition() {
  const { counter, do: change, service, break_at: at, break_to: to } = asked.value;
  const name = lines.value?.lines.find((line) => line.service === service)?.name ?? service;
  return t(`whatif-if-${change}`, { counter, service: name, at, to });
}

/** Whether it helps: longer and shorter are told apart by more than words. */
function tone() {
  if (!answer.value?.is_sure) return "";
  const [before, after] = [answer.value.without.p90_s ?? Infinity, answer.value.changed.p90_s ?? Infinity];
  return after < before ? "is-better" : after > before ? "is-worse" : "";
}
