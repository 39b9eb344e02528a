/** The lane of whoever goes first, with the ground they named: by sign and word, never by colour alone. */

import { html } from "/assets/vendor/ui.js";
import { t } from "/assets/js/texts.js";
import { groundOf, named } from "./named.js";

/** "Ưu tiên: Người cao tuổi"; a ground the menu no longer knows is not named. @param {string | null | undefined} grounds */
export const firstText = (grounds) => [t("common-lane-priority"), named(groundOf(grounds ?? ""), "name")].filter(Boolean).join(": ");

/** @param {{grounds: string | null | undefined}} props */
export function First({ grounds }) {
  return html`<p class="priority"><span class="icon icon-star" aria-hidden="true"></span>${firstText(grounds)}</p>`;
}
