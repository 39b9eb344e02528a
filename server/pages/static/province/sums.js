/** All halls together: this moment, and the days asked for. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { clocked, count, inMinutes, percent } from "./words.js";
import { tone, view } from "./state.js";

export function Sums() {
  const { whole, halls, target_s: target } = /** @type {import("./state.js").View} */ (view.value);
  const late = halls.filter((hall) => tone(hall) === "is-red").length;
  const told = [
    ["late", t("province-of-halls", { n: late, all: halls.length }), late ? "is-red" : ""],
    ["waiting", count(whole.now.waiting), ""], ["longest", inMinutes(whole.now.longest_s), ""],
    ["visits", count(whole.visits), ""], ["median", clocked(whole.waited.median_s), ""], ["p90", clocked(whole.waited.p90_s), ""],
    ["within", percent(whole.waited.within_target), ""],
  ];
  return html`
    <dl class="province-sums">${told.map(([name, said, how]) => html`
      <div class=${how} data-sum=${name}><dt>${t(`province-${name}`, { minutes: target / 60 })}</dt><dd class="number">${said}</dd></div>`)}
    </dl>
    ${whole.missing_days > 0 && html`<p class="notice province-missing" role="status">${t("province-missing-all", { n: halls.filter((hall) => hall.missing_days).length })}</p>`}`;
}
