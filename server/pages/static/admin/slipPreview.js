/** The slip as a kiosk would print it now, drawn again a moment after each change. */

import { html, useEffect, useSignal } from "/assets/vendor/ui.js";
import { post } from "/assets/js/api.js";
import { language, t } from "/assets/js/texts.js";
import { LANGUAGES, Problems } from "./slipWords.js";

const PAUSE_MS = 350;
const DOTS = { 80: 576, 58: 384 };
const DOTS_PER_MM = 8;

/** @param {{layout: any}} props */
export function SlipPreview({ layout }) {
  const sample = useSignal({ width: 80, language: language.value, long: false, guide: false });
  const drawn = useSignal(/** @type {any} */ (null));
  const fault = useSignal({ text: "", problems: /** @type {any[]} */ ([]) });
  const asked = JSON.stringify({ layout, ...sample.value });
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await post("/api/v1/slip-layout/preview", JSON.parse(asked)).catch((error) => ({ error }));
      if (stale) return;
      const { error } = answer;
      if (!error) drawn.value = { ...answer, width: JSON.parse(asked).width };
      fault.value = error ? { text: error.message, problems: error.details?.problems ?? [] } : { text: "", problems: [] };
    }, PAUSE_MS);
    return () => { stale = true; clearTimeout(timer); };
  }, [asked]);
  const put = (/** @type {any} */ part) => { sample.value = { ...sample.value, ...part }; };
  return html`<div class="slip-preview">
    <div class="slip-tools">
      <div class="days-of-week" role="group" aria-label=${t("layout-width")}>${[80, 58].map((width) => html`<button type="button" class="day-toggle" aria-pressed=${sample.value.width === width} onClick=${() => put({ width })}>${width} mm</button>`)}</div>
      <div class="days-of-week" role="group" aria-label=${t("layout-sample-language")}>${LANGUAGES.map((one) => html`<button type="button" class="day-toggle" aria-pressed=${sample.value.language === one} onClick=${() => put({ language: one })}>${t(`layout-language-${one}`)}</button>`)}</div>
      <label class="tick"><input type="checkbox" name="long" checked=${sample.value.long} onChange=${() => put({ long: !sample.value.long })} /> ${t("layout-long")}</label>
      <label class="tick"><input type="checkbox" name="guide" checked=${sample.value.guide} onChange=${() => put({ guide: !sample.value.guide })} /> ${t("layout-guide")}</label>
    </div>
    ${fault.value.text && !fault.value.problems.length && html`<p class="problems" role="alert">${fault.value.text}</p>`}
    <${Problems} problems=${fault.value.problems} />
    ${drawn.value ? html`
      <p class="quiet" role="status">${t("layout-length", { mm: Math.round(drawn.value.rows / DOTS_PER_MM) })}</p>
      <div class="slip-roll" tabindex="0" role="region" aria-label=${t("layout-preview")}>
        <img class=${fault.value.text ? "slip-paper is-old" : "slip-paper"} width=${DOTS[/** @type {80 | 58} */ (drawn.value.width)]} height=${drawn.value.rows} src="data:image/png;base64,${drawn.value.png}" alt=${t("layout-preview-alt", { width: drawn.value.width })} />
      </div>` : html`<p class="page-wait">${t("layout-drawing")}</p>`}
  </div>`;
}
