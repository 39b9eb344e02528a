/** The services of the hall, which counters serve them, and how many wait. */

import { html } from "/assets/vendor/ui.js";
import { waitText } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { listOf } from "./state.js";
import { Table } from "./parts.js";

const services = listOf("/api/v1/services", "services");

export function Services() {
  const list = services.useList();
  return html`<${Table} failed=${services.failed.value}
    titles=${[t("staff-code"), t("staff-service"), t("staff-name-en"), t("staff-service-kind"), t("staff-counters"), t("staff-waiting"), t("staff-likely")]}
    rows=${list?.map((one) => [html`<b class="service-code">${one.code}</b>`, one.name, html`<span lang="en">${one.name_en}</span>`, t(`staff-service-${one.kind}`),
      one.counters.join(", "), html`<span class="number">${one.waiting}</span>`, waitText(one.wait) || "–"])} />`;
}
