/** What the page of seats knows, and how somebody sits down. */

import { signal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";

/** @typedef {import("/assets/js/protocol.js").CounterFacts & {seat: {user: string} | null}} Seat */
/** @typedef {{number: number, user: string | null, move: boolean, take_over: boolean}} Question */

const { own: seat = "", user: me = "" } = document.body.dataset;
export const own = Number(seat) || null;
export const user = me;

export const seats = signal(/** @type {Seat[] | null} */ (null));

export const lines = signal(/** @type {import("/assets/js/protocol.js").Lines | null} */ (null));

/** What is asked once, in place, before somebody leaves a counter or takes another's. */
export const question = signal(/** @type {Question | null} */ (null));
export const refusal = signal(/** @type {{number: number, text: string} | null} */ (null));
export const busy = signal(false);

export async function refresh() {
  try {
    seats.value = (await get("/api/v1/counters")).counters;
  } catch {
    // The band of the lost line says it already.
  }
}

/** A press on a counter: sits down, or asks first. @param {Seat} counter */
export function press({ number, seat: sitting }) {
  const taken = sitting && sitting.user !== me ? sitting.user : null;
  const move = own !== null && own !== number;
  refusal.value = null;
  if (move || taken) question.value = { number, user: taken, move, take_over: taken !== null };
  else if (own === number) location.assign("/counter");
  else void sit({ number, user: null, move: false, take_over: false });
}

/** @param {Question} asked */
export async function sit(asked) {
  if (busy.value) return;
  busy.value = true;
  try {
    await post(`/api/v1/counters/${asked.number}/sit`, { move: asked.move, take_over: asked.take_over });
    location.assign("/counter");
  } catch (error) {
    // Somebody else sat down, or we did on another screen, since the page was drawn: that is another question.
    if (error.code === "seat_taken" && !asked.take_over) question.value = { ...asked, user: error.details.by, take_over: true };
    else if (error.code === "sits_elsewhere" && !asked.move) question.value = { ...asked, move: true };
    else {
      question.value = null;
      refusal.value = { number: asked.number, text: error.message };
    }
  }
  busy.value = false;
}
