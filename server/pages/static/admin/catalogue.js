/** The catalogue of procedures: its version, and a new one from files, with every bad row named by its line. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { language, loadTexts, t } from "/assets/js/texts.js";
import { faultsText } from "./faults.js";
import { Notice } from "./parts.js";

export function Catalogue() {
  const now = useSignal(/** @type {any} */ (null));
  const report = useSignal(/** @type {any} */ (null));
  const said = useSignal({ text: "", bad: false });
  const busy = useSignal(false);
  const look = async () => {
    try {
      await loadTexts(language.value, ["catalogue"]);
      now.value = await get("/api/v1/catalogue");
    } catch (error) { said.value = { text: error.message, bad: true }; }
  };
  useEffect(() => { look(); }, []);
  const send = async (/** @type {any} */ event) => {
    event.preventDefault();
    said.value = { text: faultsText(event.currentTarget), bad: true };
    if (said.value.text) return;
    const form = new FormData(event.currentTarget);
    busy.value = true;
    report.value = null;
    try {
      const answer = await post("/api/v1/catalogue/import", {
        procedures: await textOf(form.get("procedures")), phrases: await textOf(form.get("phrases")), force: form.get("force") === "on",
      });
      report.value = answer.report;
      said.value = { text: t("staff-imported", { version: answer.report.version }), bad: false };
      await look();
    } catch (error) {
      report.value = error.details?.report ?? null;
      said.value = { text: error.message, bad: true };
    }
    busy.value = false;
  };
  return html`
    ${now.value && html`<dl class="card facts">
      <div><dt>${t("staff-version")}</dt><dd class="number">${now.value.version}</dd></div>
      <div><dt>${t("staff-procedures")}</dt><dd class="number">${now.value.procedures.length}</dd></div>
      <div><dt>${t("staff-phrases")}</dt><dd class="number">${now.value.phrases.length}</dd></div></dl>`}
    <form class="card import-form" noValidate onSubmit=${send}>
      <label>${t("staff-file-procedures")}<input class="field" type="file" name="procedures" accept=".csv,text/csv" required /></label>
      <label>${t("staff-file-phrases")}<input class="field" type="file" name="phrases" accept=".csv,text/csv" /></label>
      <label class="tick"><input type="checkbox" name="force" /> ${t("staff-import-force")}</label>
      <button class="button button-primary" type="submit" disabled=${busy.value}><span class="icon icon-upload" aria-hidden="true"></span>${t(busy.value ? "staff-importing" : "staff-import")}</button>
      <${Notice} ...${said.value} />
    </form>
    ${report.value && html`<${Report} report=${report.value} />`}`;
}

/** @param {any} file @returns {Promise<string>} */
const textOf = (file) => (file && file.size ? file.text() : Promise.resolve(""));

/** @param {{report: any}} props */
function Report({ report }) {
  return html`
    <section class="card report" aria-label=${t("staff-report")}>
      <h2>${t("staff-report")}</h2>
      <p>${t("staff-report-counts", { added: countOf(report.added), changed: countOf(report.changed), removed: countOf(report.removed), bad: report.bad.length })}</p>
      ${report.bad.length > 0 && html`
        <div class="table-scroll" tabindex="0" role="region" aria-label=${t("staff-report")}><table class="table">
          <thead><tr><th scope="col">${t("staff-file")}</th><th scope="col" class="right">${t("staff-line")}</th><th scope="col">${t("staff-field")}</th><th scope="col">${t("staff-problem")}</th></tr></thead>
          <tbody>${report.bad.map((/** @type {any} */ row) => html`<tr><td>${row.file}</td><td class="right number">${row.line}</td><td>${row.field}</td><td>${t(`catalogue-${row.problem.replaceAll("_", "-")}`)}</td></tr>`)}</tbody>
        </table></div>`}
    </section>`;
}

/** @param {any[] | number} part */
const countOf = (part) => (Array.isArray(part) ? part.length : part);
