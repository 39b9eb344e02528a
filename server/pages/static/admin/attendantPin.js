/** The PIN of the kiosks' own screen: set or taken away here, shown nowhere. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { faultsText } from "./faults.js";
import { Notice } from "./parts.js";

export function AttendantPin() {
  const isSet = useSignal(/** @type {boolean | null} */ (null));
  const said = useSignal({ text: "", bad: false });
  const put = async (/** @type {string | null} */ pin) => {
    try {
      isSet.value = (await post("/api/v1/attendant-pin", { pin })).is_set;
      said.value = { text: t(isSet.value ? "staff-pin-set" : "staff-pin-taken-away"), bad: false };
    } catch (error) {
      said.value = { text: error.code === "invalid_request" ? t("staff-pin-rule") : error.message, bad: true };
    }
  };
  const save = (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.currentTarget;
    said.value = { text: faultsText(form), bad: true };
    if (said.value.text) return;
    put(String(new FormData(form).get("pin")));
    form.reset();
  };
  useEffect(() => { get("/api/v1/attendant-pin").then((now) => { isSet.value = now.is_set; }, (error) => { said.value = { text: error.message, bad: true }; }); }, []);
  return html`
    <form class="card form-row" noValidate onSubmit=${save}>
      <div class="pin-words"><h2>${t("staff-pin")}</h2>
        <p class="quiet">${t("staff-pin-intro")}</p>
        ${isSet.value !== null && html`<p><span class="state state-${isSet.value ? "serving" : "closed"}">${t(isSet.value ? "staff-pin-is-set" : "staff-pin-none")}</span></p>`}</div>
      <label>${t("staff-pin-new")}<input class="field" name="pin" type="password" inputmode="numeric" required minlength="6" maxlength="12" pattern="[0-9]{6,12}" title=${t("staff-pin-rule")} autocomplete="new-password" /></label>
      <button class="button button-primary" type="submit">${t("staff-pin-save")}</button>
      ${isSet.value && html`<button class="button" type="button" onClick=${() => put(null)}>${t("staff-pin-take-away")}</button>`}
      <${Notice} ...${said.value} />
    </form>`;
}
