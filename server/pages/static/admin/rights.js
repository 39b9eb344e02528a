/** What one clerk may do beyond the counter: call out of order, and call services of their own choosing. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";

/** @param {{account: any, onSaved: () => Promise<void>, onRefused: (text: string) => void}} props */
export function Rights({ account, onSaved, onRefused }) {
  const letters = useSignal((account.services ?? []).join(" "));
  // Kept here and not read from the list again: a second change may come before the answer to the first.
  const rights = useSignal({ may_choose: account.may_choose, services: account.services });
  const put = async (/** @type {any} */ changed) => {
    rights.value = { ...rights.value, ...changed };
    try {
      await post(`/api/v1/accounts/${account.id}/rights`, rights.value);
      await onSaved();
    } catch (error) { onRefused(error.message); }
  };
  const keep = () => {
    const services = letters.value.toUpperCase().split(/[\s,]+/).filter(Boolean);
    if (services.join(" ") !== (rights.value.services ?? []).join(" ")) put({ services: services.length ? services : null });
  };
  return html`
    <span class="rights">
      <label class="tick"><input type="checkbox" checked=${rights.value.may_choose} onChange=${(/** @type {any} */ event) => put({ may_choose: event.currentTarget.checked })} /> ${t("staff-may-choose")}</label>
      <label>${t("staff-own-services")} <input class="field field-small" value=${letters.value} placeholder=${t("staff-as-the-counter")} maxlength="60"
        onInput=${(/** @type {any} */ event) => { letters.value = event.currentTarget.value; }} onChange=${keep} /></label>
    </span>`;
}
