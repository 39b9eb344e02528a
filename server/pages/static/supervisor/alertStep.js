/** The button of an alert's next step: it does it, or leads to where it is done. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";

/** @typedef {import("/assets/js/protocol.js").AlertStep} Step */

/** @type {Record<string, (step: Step) => string>} */
const PAGES = {
  desk: ({ counter }) => `/counter?counter=${counter}`,
  story: ({ label }) => `/story?label=${encodeURIComponent(label ?? "")}`,
  what_if: ({ counter, service }) => `/what-if?counter=${counter}&do=add&service=${encodeURIComponent(service ?? "")}`,
  promises: () => "/promises",
  reports: () => "/reports",
};
/** @type {Record<string, (step: Step) => string>} */
const VERBS = {
  ready: ({ counter }) => `/api/v1/counters/${counter}/ready`,
  take_on: ({ counter }) => `/api/v1/counters/${counter}/take-on`,
  open: ({ counter }) => `/api/v1/counters/${counter}/open`,
  call_again: ({ ticket }) => `/api/v1/tickets/${ticket}/call-again`,
  absent: ({ ticket }) => `/api/v1/tickets/${ticket}/absent`,
};

/** @param {{step: Step, onRefused: (why: string) => void}} props */
export function AlertStep({ step, onRefused }) {
  const busy = useSignal(false);
  const words = { counter: step.counter ?? 0, label: step.label ?? "" };
  const name = step.do.replace("_", "-");
  if (step.do in PAGES) return html`<a class="alert-see" href=${PAGES[step.do](step)}>${t(`alert-see-${name}`, words)}</a>`;
  const press = async () => {
    busy.value = true;
    onRefused("");
    try { await post(VERBS[step.do](step), step.service ? { service: step.service } : {}); } catch (/** @type {any} */ error) { onRefused(error.message); }
    busy.value = false;
  };
  return html`<button type="button" class="button button-small" data-do=${step.do} disabled=${busy.value} onClick=${press}>${t(`alert-do-${name}`, words)}</button>`;
}
