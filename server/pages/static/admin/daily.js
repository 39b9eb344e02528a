/** How many numbers each service gives a day, until when, from which day on, and its appointments. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { DateField } from "../dateField.js";
import { Regulation, useDraft } from "./regulations.js";
import { listOf } from "./state.js";

const services = listOf("/api/v1/services", "services");

export function Daily() {
  const list = services.useList();
  const { known, draft, put } = useDraft("daily", (inForce) => list && rowsOf(inForce, list));
  if (!list || !draft) return html`<p class="page-wait">${t("staff-loading")}</p>`;
  // A service may have come to the list since the draft was begun.
  const rows = { ...rowsOf(known, list), ...draft };
  const label = (/** @type {string} */ code, /** @type {string} */ name) => `${code} – ${t(`regulation-daily-${name}`)}`;
  const change = (/** @type {string} */ code, /** @type {any} */ part) => put({ ...rows, [code]: { ...rows[code], ...part } });
  const cell = (/** @type {string} */ code, /** @type {string} */ name, /** @type {Record<string, any>} */ more) => html`
    <td><input class="field" aria-label=${label(code, name)} value=${rows[code][name]} ...${more}
      onInput=${(/** @type {any} */ event) => change(code, { [name]: event.currentTarget.value })} /></td>`;
  const whole = (/** @type {number} */ most, /** @type {number} */ least) => ({ type: "number", min: least, max: most, step: 1, inputmode: "numeric" });
  // Without working hours there is no closing before which numbers could end.
  const cutOff = { ...whole(600, 0), disabled: !known.hours };
  return html`
    <${Regulation} name="daily" sections=${() => sectionsOf(rows, known.hours)}>
      <div class="card table-card table-scroll" tabindex="0"><table class="table daily">
        <thead><tr><th scope="col">${t("staff-service")}</th>${["capacity", "cut_off", "from", "people", "every"].map((name) => html`<th scope="col">${t(`regulation-daily-${name}`)}</th>`)}</tr></thead>
        <tbody>
          ${list.map(({ code, name }) => html`<tr><th scope="row"><b class="service-code">${code}</b> ${name}</th>
            ${cell(code, "capacity", whole(9000, 0))}${cell(code, "cut_off", cutOff)}<td><${DateField} value=${rows[code].from} label=${label(code, "from")} needed=${false} onValue=${(/** @type {string} */ from) => change(code, { from })} /></td>${cell(code, "people", whole(100, 0))}${cell(code, "every", whole(240, 5))}</tr>`)}
          <tr><th scope="row">${t("regulation-all-others")}</th><td></td>${cell("", "cut_off", cutOff)}<td></td><td></td><td></td></tr>
        </tbody></table></div>
      <p class="quiet">${t("regulation-daily-empty")}</p>
    <//>`;
}

/** One row a service, each cell as it stands in its field. @param {any} known @param {any[]} list */
function rowsOf(known, list) {
  const slots = Object.fromEntries(known.slots.map((/** @type {any} */ one) => [one.service, one]));
  const text = (/** @type {any} */ value) => String(value ?? "");
  return Object.fromEntries([...list.map(({ code }) => code), ""].map((code) => [code, {
    capacity: text(known.capacity[code]), cut_off: text(known.hours?.cut_off_min[code]), from: text(known.services_from[code]),
    people: text(slots[code]?.people), every: text(slots[code]?.every_min),
  }]));
}

/** @param {Record<string, any>} rows @param {any} hours */
function sectionsOf(rows, hours) {
  const of = (/** @type {string} */ name, /** @type {(text: any) => any} */ read) => Object.fromEntries(
    Object.entries(rows).filter(([, row]) => row[name] !== "").map(([code, row]) => [code, read(row[name])]),
  );
  const people = of("people", Number);
  const every = of("every", Number);
  return {
    capacity: of("capacity", Number),
    services_from: of("from", String),
    slots: Object.keys(people).filter((code) => people[code] > 0).map((code) => ({ service: code, people: people[code], every_min: every[code] ?? 15 })),
    ...(hours && { hours: { ...hours, cut_off_min: of("cut_off", Number) } }),
  };
}
