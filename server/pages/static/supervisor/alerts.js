/** What needs a hand now: lines past their target, people nobody can serve, machines in trouble; each with the way to mend it. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { lines, longestNow, minutes, RED_S } from "./state.js";
import { alertText, devices, isPrinter, trouble, uncalled } from "../machines.js";
import { JoinReserve } from "../joinReserve.js";
import { HelpCalls, helpCalls } from "./help.js";

export function Alerts() {
  const alerts = [...screenAlerts(), ...deviceAlerts(), ...lineAlerts()];
  const count = alerts.length + helpCalls().length;
  return html`
    <section class="card alerts" aria-labelledby="alerts-title" tabindex="0">
      <h2 id="alerts-title">${t("staff-alerts")} <span class="count number">${count}</span></h2>
      <${HelpCalls} />
      ${count === 0 && html`<p class="all-well"><span class="icon icon-circle-check" aria-hidden="true"></span>${t("staff-all-well")}</p>`}
      <ul aria-live="polite">${alerts.map(({ key, icon, text, remedy }) => html`
        <li key=${key} class="alert" data-alert=${key}><span class="icon icon-${icon}" aria-hidden="true"></span><span>${text}${" "}
          ${remedy && html`<a href=${remedy.href}>${remedy.text}</a>`}</span></li>`)}
      </ul>
      <${JoinReserve} />
    </section>`;
}

/** @typedef {{key: string, icon: string, text: string, remedy?: {href: string, text: string}}} Alert */

/** Counters that work and that no TV calls: whoever is invited there neither sees nor hears it. @returns {Alert[]} */
function screenAlerts() {
  const working = lines.value.counters.filter(({ state }) => state !== "closed").map(({ number }) => number);
  const counters = uncalled(devices.value ?? [], working);
  return counters.length ? [{ key: "uncalled", icon: "monitor", text: t("staff-alert-uncalled", { counters: counters.join(", ") }) }] : [];
}

/** @returns {Alert[]} */
function deviceAlerts() {
  return (devices.value ?? []).filter((device) => trouble(device)).map((device) => ({
    key: `device-${device.id}`,
    icon: isPrinter(device, trouble(device)) ? "printer" : trouble(device) === "twin" ? "key" : "wifi-off",
    text: alertText(device, trouble(device)),
  }));
}

/** @returns {Alert[]} */
function lineAlerts() {
  const { lines: rows, at } = lines.value;
  return rows.flatMap((line) => {
    if (!line.waiting) return [];
    // The remedy is a counter that could serve this line and does not: one press away.
    const shut = line.counters.find((number) => !line.counters_open.includes(number));
    const remedy = shut === undefined ? undefined : { href: `/counter?counter=${shut}`, text: t("staff-remedy-open", { number: shut }) };
    if (!line.counters_open.length) return [{ key: `stranded-${line.service}`, icon: "triangle-alert", text: t("staff-alert-stranded", { service: line.name, count: line.waiting }), remedy }];
    const longest = longestNow(line, at);
    if (longest === null || longest < RED_S) return [];
    return [{ key: `long-${line.service}`, icon: "timer", text: t("staff-alert-long", { service: line.name, minutes: minutes(longest) ?? 0, count: line.waiting }), remedy }];
  });
}
