/** The hall's emblem: any picture, made small and black and white here, as a slip needs it. */

import { html, useSignal } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";

/** Dots of the narrow paper between its edges, and 20 mm. */
const WIDE = 368;
const HIGH = 160;

/** @param {Blob} file @returns {Promise<string>} a PNG of black and white dots */
async function toDots(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WIDE / picture.width, HIGH / picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const draw = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  draw.fillStyle = "white";
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.imageSmoothingQuality = "high";
  draw.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const dots = draw.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < dots.data.length; at += 4) {
    const light = 0.299 * dots.data[at] + 0.587 * dots.data[at + 1] + 0.114 * dots.data[at + 2];
    dots.data.fill(light < 128 ? 0 : 255, at, at + 3);
  }
  draw.putImageData(dots, 0, 0);
  return canvas.toDataURL("image/png");
}

/** @param {{emblem: string, put: (part: any) => void}} props */
export function SlipEmblem({ emblem, put }) {
  const unreadable = useSignal(false);
  const choose = async (/** @type {any} */ event) => {
    const field = event.currentTarget;
    const file = field.files[0];
    if (!file) return;
    try {
      put({ emblem: await toDots(file) });
      unreadable.value = false;
    } catch { unreadable.value = true; }
    field.value = ""; // so that the same file, changed meanwhile, may be chosen again
  };
  return html`<fieldset class="card"><legend>${t("layout-emblem")}</legend>
    <div class="emblem-row">
      ${emblem && html`<img class="emblem" src=${emblem.startsWith("data:") ? emblem : `data:image/png;base64,${emblem}`} alt=${t("layout-emblem")} />`}
      <label class="button button-small"><span class="icon icon-upload" aria-hidden="true"></span>${t("layout-emblem-choose")}
        <input class="visually-hidden" type="file" name="emblem" accept="image/png,image/jpeg,image/webp,image/svg+xml" onChange=${choose} /></label>
      ${emblem && html`<button type="button" class="button button-small" onClick=${() => put({ emblem: "" })}>${t("layout-emblem-remove")}</button>`}
    </div>
    <p class="quiet">${t("layout-emblem-note")}</p>
    ${unreadable.value && html`<p class="problems" role="alert">${t("layout-emblem-unreadable")}</p>`}
  </fieldset>`;
}
