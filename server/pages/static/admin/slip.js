/** How the hall's slips look: what is typed on the left is seen on the right, dot by dot, before anybody saves it. */

import { html, signal, useEffect } from "/assets/vendor/ui.js";
import { get, post } from "/assets/js/api.js";
import { t } from "/assets/js/texts.js";
import { drafts, drop, keep } from "./drafts.js";
import { Notice } from "./parts.js";
import { SlipFields } from "./slipFields.js";
import { SlipPreview } from "./slipPreview.js";
import { Problems, tidy } from "./slipWords.js";

const NAME = "slip";
const inForce = signal(/** @type {any} */ (null));
/** The layout as the hall has it, to tell whether somebody else changed it. @type {any} */
let read = null;
const said = signal({ text: "", bad: false, problems: /** @type {any[]} */ ([]) });
const saving = signal(false);

async function load() {
  said.value = { text: "", bad: false, problems: [] };
  try {
    hear(await get("/api/v1/slip-layout"));
  } catch (error) { said.value = { text: error.message, bad: true, problems: [] }; }
}

/** @param {{layout: any}} answer */
function hear({ layout }) {
  read = layout;
  inForce.value = tidy(layout);
}

/** @param {any} event @param {any} layout */
async function save(event, layout) {
  event.preventDefault();
  saving.value = true;
  try {
    hear(await post("/api/v1/slip-layout", { layout, seen: read }));
    // What was typed meanwhile is still a draft.
    keep(NAME, drafts.value[NAME] ?? layout, inForce.value);
    said.value = { text: t("regulation-saved"), bad: false, problems: [] };
  } catch (error) {
    // What was typed stays; what the other one saved is a "discard" away, and the next "save" is meant.
    if (error.code === "changed_meanwhile") await load();
    said.value = { text: error.message, bad: true, problems: error.details?.problems ?? [] };
  }
  saving.value = false;
}

export function Slip() {
  useEffect(() => { load(); }, []);
  const layout = drafts.value[NAME] ?? inForce.value;
  if (!layout) return said.value.bad ? html`<${Notice} ...${said.value} />` : html`<p class="page-wait">${t("staff-loading")}</p>`;
  const put = (/** @type {any} */ part) => {
    said.value = { text: "", bad: false, problems: [] };
    keep(NAME, tidy({ ...layout, ...part }), inForce.value);
  };
  return html`<div class="slip-columns">
    <form class="regulation" onSubmit=${(/** @type {any} */ event) => save(event, layout)}>
      <${SlipFields} layout=${layout} put=${put} />
      <div class="save-row"><button class="button button-primary" type="submit" disabled=${saving.value}>${t("regulation-save")}</button>
        ${NAME in drafts.value && html`<span class="unsaved" role="status">${t("regulation-unsaved")}</span>
          <button type="button" class="button" disabled=${saving.value} onClick=${() => drop(NAME)}>${t("regulation-discard")}</button>`}</div>
      <${Notice} text=${said.value.text} bad=${said.value.bad} />
      <${Problems} problems=${said.value.problems} />
    </form>
    <${SlipPreview} layout=${layout} />
  </div>`;
}
