/** The accounts of staff: who there is, and one more. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { board, listOf } from "./state.js";
import { faultsText } from "./faults.js";
import { Notice, Table } from "./parts.js";
import { Rights } from "./rights.js";

const ROLES = ["clerk", "supervisor", "complaints", "admin"];
const accounts = listOf("/api/v1/accounts", "accounts");

export function Accounts() {
  const list = accounts.useList();
  const said = useSignal({ text: "", bad: false });
  const busy = useSignal(false);
  const role = useSignal("clerk");
  const create = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.currentTarget;
    said.value = { text: faultsText(form), bad: true };
    if (said.value.text) return;
    const { user, password, counter } = Object.fromEntries(new FormData(form));
    busy.value = true;
    try {
      await post("/api/v1/accounts", { user, password, role: role.value, ...(counter ? { counter: Number(counter) } : {}) });
      said.value = { text: t("staff-account-made", { user: String(user) }), bad: false };
      form.reset();
      await accounts.fetchAgain();
    } catch (error) {
      said.value = { text: error.message, bad: true };
    }
    busy.value = false;
  };
  return html`
    <form class="card form-row" noValidate onSubmit=${create}>
      <label>${t("staff-user")}<input class="field" name="user" required maxlength="40" pattern="[a-z0-9._\-]+" title=${t("staff-user-rule")} autocomplete="off" autocapitalize="none" spellcheck="false" /></label>
      <label>${t("staff-password")}<input class="field" name="password" type="password" required minlength="8" maxlength="200" title=${t("staff-password-rule")} autocomplete="new-password" /></label>
      <label>${t("staff-role")}<select class="field" name="role" value=${role.value} onChange=${(/** @type {any} */ event) => { role.value = event.currentTarget.value; }}>
        ${ROLES.map((one) => html`<option value=${one}>${t(`staff-role-${one}`)}</option>`)}</select></label>
      <label>${t("staff-counter-word")}<select class="field" name="counter" disabled=${role.value !== "clerk"} required=${role.value === "clerk"}>
        <option value="">–</option>${(board.value?.counters ?? []).map((/** @type {any} */ { number, name }) => html`<option value=${number}>${number} · ${name}</option>`)}</select></label>
      <button class="button button-primary" type="submit" disabled=${busy.value}>${t("staff-account-create")}</button>
      <${Notice} ...${said.value} />
    </form>
    <${Table} failed=${accounts.failed.value} titles=${[t("staff-user"), t("staff-role"), t("staff-counter-word"), t("staff-rights")]}
      rows=${list?.map((one) => [html`<b>${one.user}</b>`, t(`staff-role-${one.role}`), html`<span class="number">${one.counter ?? "–"}</span>`,
        one.role === "clerk" && html`<${Rights} key=${one.id} account=${one} onSaved=${accounts.fetchAgain} onRefused=${(/** @type {string} */ text) => { said.value = { text, bad: true }; }} />`])} />`;
}
