/** What is taken from npm: bundles (file name → ES module text), fonts and icons. Edit here, then run build.mjs. */

export const bundles = {
  "ui.js": {
    packages: ["preact", "htm", "@preact/signals"],
    source: `
      export { html } from "htm/preact";
      export { render } from "preact";
      export { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } from "preact/hooks";
      export { signal, computed, effect, batch, useSignal, useComputed, useSignalEffect } from "@preact/signals";`,
  },
  "io.js": { packages: ["socket.io-client"], source: `export { io } from "socket.io-client";` },
  "plot.js": { packages: ["uplot"], source: `export { default as Plot } from "uplot";` },
  "fluent.js": { packages: ["@fluent/bundle"], source: `export { FluentBundle, FluentResource } from "@fluent/bundle";` },
};

/**
 * Be Vietnam Pro has no Hangul; Noto Sans KR comes as slices by frequency, and a browser fetches only those it meets. That
 * list of slices is long: it is a sheet of its own, which a phone needs only in Korean.
 */
export const fonts = [
  { package: "@fontsource/be-vietnam-pro", file: "be-vietnam-pro", sheet: "fonts.css", family: "Be Vietnam Pro", weights: [400, 500, 600, 700], keep: /\[?(vietnamese|latin-ext|latin)\]?/ },
  { package: "@fontsource/noto-sans-kr", file: "noto-sans-kr", sheet: "korean.css", family: "Noto Sans KR", weights: [500], declared: "400 700", keep: /\[([4-9]\d|1[01]\d)\]/ },
];

/** These say that the server cannot be reached, so they must not be asked of it then: their pictures lie in the style sheet. */
export const inlined = ["wifi-off", "triangle-alert", "circle-alert", "volume-x"];

export const icons = `
  accessibility activity armchair arrow-down arrow-left arrow-right arrow-right-left arrow-up baby badge-check banknote bell
  bell-ring book-open briefcase building-2 calendar calendar-clock camera car chart-line chart-no-axes-column check chevron-down
  chevron-left chevron-right chevron-up circle circle-alert circle-check circle-help circle-parking circle-pause circle-x
  clipboard-check clipboard-list clock contrast copy corner-down-left database delete download external-link eye eye-off
  file-check file-plus file-search file-text files flower gavel gem globe graduation-cap hammer hand-coins hand-helping
  handshake hard-hat heart heart-handshake heart-pulse history hourglass house id-card info key keyboard landmark languages
  layout-grid leaf lightbulb list loader-circle lock log-out map map-pin medal megaphone message-square minus monitor moon
  move-right parking-meter pause pen-line person-standing phone play plus printer qr-code receipt refresh-cw repeat
  rotate-ccw route scale scroll-text search send settings shield shield-check skip-forward smartphone sprout square square-check
  stamp star sun tablet thumbs-up ticket timer trending-down trending-up triangle-alert tv type undo-2 upload user user-check user-plus
  user-x users volume-2 volume-x wallet wheat wifi wifi-off wrench x zap`.trim().split(/\s+/);
