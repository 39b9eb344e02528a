/** A screen whose key is missing or revoked asks for the pairing code of the administration, and keeps the key it gets. */

import { html, useState } from "/assets/vendor/ui.js";
import { freshKey, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { keepKey } from "./key.js";

/** @param {{icon: string, title: string, help: string}} view */
export function Pair({ icon, title, help }) {
  const kind = document.body.dataset.kind ?? (document.body.dataset.number ? "panel" : "display");
  const [code, setCode] = useState("");
  const [said, setSaid] = useState("");
  // The same key for one code, however often its button is pressed: an answer that was lost is asked for again.
  const [asked, setAsked] = useState({ code: "", key: "" });
  const claim = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const mine = asked.code === code ? asked : { code, key: freshKey() };
    setAsked(mine);
    setSaid("");
    try {
      keepKey((await post("/api/v1/pairings/claim", { code, kind }, { key: mine.key })).key);
      location.reload();
    } catch (/** @type {any} */ refusal) {
      setSaid(refusal.message);
    }
  };
  return html`<main class="plain"><span class="icon icon-${icon}"></span><h1>${title}</h1>
    <form class="pair" onSubmit=${claim}>
      <input class="pair-code" aria-label=${t("display-pair-code")} autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="12" required
        value=${code} onInput=${(/** @type {any} */ event) => setCode(event.target.value)} />
      <button class="button button-primary" type="submit">${t("display-pair")}</button>
    </form>
    <p role="alert">${said}</p>
    <p>${help}</p></main>`;
}
