/** What people thought on a day that is over; nothing of groups so small that they point at somebody. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { get } from "/assets/js/api.js";
import { hallDay } from "/assets/js/hallTime.js";
import { t } from "/assets/js/texts.js";
import { DateField, isDay } from "../dateField.js";

const DAY_MS = 86_400_000;

/** @typedef {{counter: number, service: string, service_name: string, n: number, mean: number}} Group */

export function Ratings() {
  const today = hallDay(Date.now());
  const day = useSignal(hallDay(Date.now() - DAY_MS));
  const lastMonth = hallDay(Date.parse(`${today.slice(0, 7)}-01`) - DAY_MS).slice(0, 7);
  const month = isDay(day.value) && day.value.slice(0, 7) < lastMonth ? day.value.slice(0, 7) : lastMonth;
  const groups = useSignal(/** @type {Group[]} */ ([]));
  const refused = useSignal("");
  useEffect(() => {
    let late = false;
    const taken = (/** @type {{groups: Group[]}} */ answer) => { if (!late) { groups.value = answer.groups; refused.value = ""; } };
    get(`/api/v1/ratings?day=${day.value}`).then(taken, (error) => { if (!late) refused.value = error.message; });
    return () => { late = true; };
  }, [day.value]);
  return html`<section class="card letters-ratings" aria-labelledby="ratings-title">
    <div class="letters-head"><h2 id="ratings-title">${t("letter-ratings")}</h2>
      <label>${t("letter-ratings-day")} <${DateField} id="ratings-day" label=${t("letter-ratings-day")} value=${day.value} onValue=${(/** @type {string} */ value) => { day.value = value; }} /></label>
      <a class="button button-small" href=${`/ratings.csv?month=${month}`} download><span class="icon icon-download" aria-hidden="true"></span>${t("letter-ratings-month", { month: `${month.slice(5)}/${month.slice(0, 4)}` })}</a></div>
    <p class="quiet">${t("letter-ratings-intro")}</p>
    <div role="alert">${refused.value && html`<p class="notice notice-bad">${refused.value}</p>`}</div>
    ${groups.value.length ? html`<table class="table"><thead><tr><th scope="col">${t("letter-ratings-counter")}</th><th scope="col">${t("letter-ratings-service")}</th>
        <th scope="col" class="right">${t("letter-ratings-n")}</th><th scope="col" class="right">${t("letter-ratings-mean")}</th></tr></thead>
      <tbody>${groups.value.map(({ counter, service, service_name: name, n, mean }) => html`<tr key=${`${counter}-${service}`}>
        <td class="number">${counter}</td><td>${name}</td><td class="number right">${n}</td><td class="number right strong">${mean.toFixed(2)}</td></tr>`)}</tbody></table>`
      : html`<p class="told-empty">${t(day.value === today ? "letter-ratings-tomorrow" : "letter-ratings-none")}</p>`}
  </section>`;
}
