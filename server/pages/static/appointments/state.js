/** What the page knows: a day, a service, the free slots, who is expected; read again whenever the hall has moved on. */

import { computed, signal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { language } from "/assets/js/texts.js";

/**
 * @typedef {{at: string, left: number}} Slot
 * @typedef {{id: number, code: string, service: string, procedure: string | null, dossiers: number, at: string, state: "booked" | "checked_in" | "cancelled" | "missed", by: string, channel: "staff" | "home", ticket: {id: number, label: string, state: string} | null}} Appointment
 */

/** A second press this soon was the bounce of the first: nobody books two places in half a second. */
const BOUNCE_MS = 600;

/** @type {{value: Record<string, any> | null}} */
export const board = signal(null);
export const day = signal("");
/** As the hall counts days, not this computer. */
export const today = signal("");
export const service = signal("");
/** @type {{value: Record<string, any>[] | null}} the services that keep appointments; null before they are known */
export const services = signal(null);
/** @type {{value: Slot[]}} */
export const slots = signal([]);
/** @type {{value: Appointment[]}} */
export const list = signal([]);
/** @type {{value: Appointment | null}} the one whose code stands large on the page */
export const shown = signal(null);
/** What the next booking is for, if anybody asked: most people need no more than the slot. */
export const procedure = signal("");
export const dossiers = signal("1");
/** @type {{value: Record<string, Record<string, any>[]>}} the procedures of each service that was asked about */
export const procedures = signal({});
export const refused = signal("");
export const busy = signal(false);

export const chosen = computed(() => services.value?.find(({ code }) => code === service.value));
/** @param {string} code */
export const serviceOf = (code) => services.value?.find((one) => one.code === code);
/** @param {Record<string, any> | undefined} one */
export const nameOf = (one) => (one && ((language.value !== "vi" && one[`name_${language.value}`]) || one.name)) || "";

/** @param {Record<string, any>} one */
export const labelOf = (one) => (language.value === "vi" ? one.label : one.name_en || one.label);

/** @param {string} code of a service */
export async function learnProcedures(code) {
  if (code in procedures.value) return;
  try {
    const known = (await get(`/api/v1/procedures?service=${encodeURIComponent(code)}`)).procedures;
    procedures.value = { ...procedures.value, [code]: known };
  } catch { /* The slot can be kept without; it is asked again with the next choice. */ }
}

let asked = 0;
let bookedAt = -Infinity;

/** Reads the day anew; an answer that comes after a later question is thrown away. */
export async function readAgain() {
  asked += 1;
  const mine = asked;
  const ofDay = new URLSearchParams(day.value ? { day: day.value } : {});
  const ofService = new URLSearchParams([...ofDay, ...(service.value ? [["service", service.value]] : [])]);
  try {
    const [free, all] = await Promise.all([get(`/api/v1/slots?${ofService}`), get(`/api/v1/appointments?${ofDay}`)]);
    if (mine !== asked) return;
    services.value = free.services;
    slots.value = free.slots;
    today.value = free.today;
    list.value = all.appointments;
    if (!day.value) day.value = free.day;
    if (!service.value && free.services.length) choose({ service: free.services[0].code });
  } catch (/** @type {any} */ error) {
    if (mine === asked) refused.value = error.message;
  }
}

/** @param {{day?: string, service?: string}} what */
export function choose(what) {
  if (what.day) day.value = what.day;
  if (what.service) {
    service.value = what.service;
    procedure.value = "";
    learnProcedures(what.service);
  }
  slots.value = [];
  refused.value = "";
  readAgain();
}

/** One press keeps the slot. @param {Slot} slot */
export async function book(slot) {
  if (busy.value || performance.now() - bookedAt < BOUNCE_MS) return;
  busy.value = true;
  refused.value = "";
  try {
    const what = { service: service.value, at: slot.at, procedure: procedure.value || null, dossiers: Number(dossiers.value) || 1 };
    shown.value = (await post("/api/v1/appointments", what)).appointment;
    bookedAt = performance.now();
    // Of the next person nothing is known yet.
    procedure.value = "";
    dossiers.value = "1";
  } catch (/** @type {any} */ error) {
    refused.value = error.message;
  }
  busy.value = false;
  await readAgain();
}

/** The slot is given back. @param {Appointment} appointment @param {string} reason */
export const cancel = (appointment, reason) => settle(appointment, "cancel", { reason });

/** Who asks at a desk and not at the kiosk is here all the same. @param {Appointment} appointment */
export const checkIn = (appointment) => settle(appointment, "check-in", {});

/** @param {Appointment} appointment @param {string} how @param {object} said */
async function settle(appointment, how, said) {
  refused.value = "";
  try {
    await post(`/api/v1/appointments/${appointment.code}/${how}`, said);
    if (shown.value?.code === appointment.code) shown.value = null;
    // What comes after another press is no bounce.
    bookedAt = -Infinity;
  } catch (/** @type {any} */ error) {
    refused.value = error.message;
  }
  await readAgain();
}
