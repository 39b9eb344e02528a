/** What to hand in, what to show, what the office looks up itself; then: has this person got it all? */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { Frame } from "./frame.js";
import { labelOf, officialOf, procedureOf } from "./named.js";
import { StopNotice, stopOf } from "./offered.js";
import { Papers } from "./papers.js";
import { begin, go, menu, screen } from "./state.js";

export function Checklist() {
  const procedure = procedureOf(screen.value.procedure);
  const stop = stopOf(procedure.service);
  const actions = html`
    <button class="secondary" onClick=${() => go({ name: "guide", procedure: procedure.code })}>
      <span class="icon icon-file-search" aria-hidden="true"></span>${t("kiosk-checklist-missing")}</button>
    <button class="primary" onClick=${() => begin(procedure.service, procedure.code)}>
      <span class="icon icon-check" aria-hidden="true"></span>${t("kiosk-checklist-enough")}</button>`;
  return html`<${Frame} title=${t("kiosk-checklist-title")} actions=${actions} class="checking">
    <div class="what"><strong>${labelOf(procedure)}</strong><span>${officialOf(procedure)}</span>
      ${procedure.time_limit && html`<span class="what-time"><span class="icon icon-clock" aria-hidden="true"></span>${t("kiosk-checklist-time", { time: procedure.time_limit })}</span>`}
      ${procedure.within_day && menu.value.same_day_until && html`<span>${t("kiosk-same-day", { time: menu.value.same_day_until })}</span>`}</div>
    ${stop && html`<${StopNotice} stop=${stop} />`}
    <${Papers} procedure=${procedure} />
  <//>`;
}
