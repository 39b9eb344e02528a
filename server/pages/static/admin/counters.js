/** The counters of the hall, what each serves, and how it stands now. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { board } from "./state.js";
import { Table } from "./parts.js";

export function Counters() {
  return html`<${Table}
    titles=${[t("staff-number"), t("staff-name"), t("staff-post"), t("staff-zone"), t("staff-services"), t("staff-helps"), t("staff-state"), t("staff-in-hand")]}
    rows=${board.value?.counters.map((/** @type {any} */ one) => [html`<b class="number">${one.number}</b>`, one.name, one.post, one.zone, one.services.join(", "), one.helps.join(", ") || "–",
      html`<span class="state state-${one.state === "open" ? "serving" : one.state}">${t(`common-counter-${one.state}`)}</span>`, html`<b class="number">${one.ticket?.label ?? "–"}</b>`])} />`;
}
