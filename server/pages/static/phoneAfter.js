/** Rates without leaving the page: the plain form's own buttons, asked again by themselves on a bad network. */

import { freshKey, post } from "/assets/js/api.js";

const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (part("rating"));
// One key for all presses of one service: a press whose answer was lost is never a second rating.
let key = freshKey();
/** @type {string | null | undefined} the call that began the service it asks about */
let call;
/** @type {typeof call} the one that was rated here */
let rated;

function thank(/** @type {boolean} */ isRated) {
  form.hidden = isRated;
  part("rated").hidden = !isRated;
}

/** A visit that goes on is asked anew after its next step. @param {import("/assets/js/protocol.js").TicketLevel} level */
export function askHow({ called_at: calledAt, is_rated: isRated }) {
  if (call !== undefined && call !== calledAt) {
    key = freshKey();
    form.reset();
    part("rating-failed").hidden = true;
  }
  call = calledAt;
  // A level that was on its way while the rating was sent does not know of it.
  thank(isRated || rated === call);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const about = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value;
  const score = Number(new FormData(form).get("score"));
  const asked = call;
  part("rating-failed").hidden = true;
  form.inert = true;
  try {
    await post(`/api/v1/public/tickets/${document.body.dataset.token}/rating`, { score, aspects: about ? [about] : [] }, { key });
  } catch (/** @type {any} */ error) {
    part("rating-failed").hidden = error.code === "already_rated";
  }
  form.inert = false;
  if (!part("rating-failed").hidden) return;
  rated = asked;
  thank(true);
});
