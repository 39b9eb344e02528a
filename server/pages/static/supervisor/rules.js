/** The rule of calling in force, as the sign in the hall says it, and practice: begun and ended here. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { board } from "./state.js";

export function Rules() {
  if (!board.value) return null;
  const { rule, trial } = board.value;
  // One rule for the whole hall needs no list of what it is for.
  return html`
    <div class="rules">
      <p class="rules-said"><span class="icon icon-scale" aria-hidden="true"></span><span><b>${t("desk-rule")}:</b>
        ${rule.map(({ id, services, ...values }) => html` ${rule.length > 1 && html`<b>${services.join(", ")}:</b> `}${t(id, values)}`)}</span></p>
      <${Trial} on=${trial} />
    </div>`;
}

/** Whom the hall still has, and where. @param {{tickets: {label: string, state: string, counter: number | null}[], more: number}} details */
function living({ tickets, more }) {
  const named = tickets.map(({ label, state, counter }) => t("desk-trial-where", { label, state: t(`common-state-${state}`).toLocaleLowerCase(), counter: counter ?? 0 }));
  return t("desk-trial-living", { labels: named.join(", "), more });
}

/** @param {{on: boolean}} props */
function Trial({ on }) {
  const refused = useSignal("");
  /** Numbers of practice that stand in the way of its end: they go with the next press. */
  const left = useSignal(0);
  const turn = async () => {
    refused.value = "";
    try {
      await post(on ? "/api/v1/trial/end" : "/api/v1/trial/begin", on && left.value ? { clear: true } : {});
      left.value = 0;
    } catch (error) {
      const isBusy = error.code === "hall_busy";
      if (on && isBusy) left.value = error.details.living;
      refused.value = isBusy ? living(error.details) : error.message;
    }
  };
  return html`
    <p class="rules-trial">
      ${refused.value && html`<span class="rules-refused" id="trial-refused" role="alert">${refused.value}</span>`}
      <button type="button" class="button button-small ${left.value ? "button-danger" : ""}" data-trial=${on ? "end" : "begin"} aria-describedby=${refused.value ? "trial-refused" : undefined} onClick=${turn}>
        <span class="icon icon-graduation-cap" aria-hidden="true"></span>${on && left.value ? t("desk-trial-clear", { count: left.value }) : t(on ? "desk-trial-end" : "desk-trial-begin")}
      </button>
    </p>`;
}
