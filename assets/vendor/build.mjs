/** Makes the committed outputs (bundles, fonts, icons, licences) from node_modules and writes VENDOR.json with their hashes. */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundles, fonts, icons, inlined } from "./entries.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const assets = dirname(here);
const root = dirname(assets);
const modules = join(here, "node_modules");
const outputs = [];

function fresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function about(name) {
  return JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
}

function record(path, packages) {
  outputs.push({ path: relative(root, path), packages, sha256: createHash("sha256").update(readFileSync(path)).digest("hex") });
}

function copy(from, to, name) {
  copyFileSync(from, to);
  record(to, [name]);
}

/** Generated text is written with the packages it comes from, so that a reader knows not to edit it. */
function write(path, text, packages) {
  writeFileSync(path, text);
  record(path, packages);
}

async function makeBundles() {
  for (const [file, { packages, source }] of Object.entries(bundles)) {
    const names = packages.map((name) => `${name} ${about(name).version}`).join(", ");
    const outfile = join(here, file);
    await build({
      stdin: { contents: source, resolveDir: here }, outfile, bundle: true, format: "esm", target: "es2020", minify: true,
      legalComments: "inline", define: { "process.env.NODE_ENV": '"production"' },
      banner: { js: `/* ${names}; made by build.mjs, do not edit */` },
    });
    record(outfile, packages);
  }
}

function makeFonts() {
  const folder = fresh(join(assets, "fonts", "pages"));
  for (const font of fonts) {
    let css = "/* Made by vendor/build.mjs from @fontsource; do not edit. */\n";
    for (const weight of font.weights) {
      const sheet = readFileSync(join(modules, font.package, `${weight}.css`), "utf8");
      for (const [, slice, face] of sheet.matchAll(/\/\* (\S+) \*\/\s*@font-face \{([^}]*)\}/g)) {
        if (!font.keep.test(slice)) continue;
        const name = slice.replaceAll(/[[\]]/g, "") + ".woff2";
        copy(join(modules, font.package, "files", name), join(folder, name), font.package);
        const range = /unicode-range: ([^;]+);/.exec(face)[1];
        css += `@font-face { font-family: "${font.family}"; font-style: normal; font-weight: ${font.declared ?? weight}; font-display: swap; `
          + `src: url("../fonts/pages/${name}") format("woff2"); unicode-range: ${range}; }\n`;
      }
    }
    copy(join(modules, font.package, "LICENSE"), join(folder, `LICENSE-${font.file}.txt`), font.package);
    write(join(assets, "css", font.sheet), css, [font.package]);
  }
}

function inline(path) {
  return `data:image/svg+xml,${encodeURIComponent(readFileSync(path, "utf8").replace(/<!--.*?-->\s*/s, "").replace(/\s+/g, " "))}`;
}

function makeIcons() {
  const folder = fresh(join(assets, "icons"));
  let css = "/* Made by vendor/build.mjs from lucide-static; do not edit. */\n";
  for (const name of icons) {
    copy(join(modules, "lucide-static", "icons", `${name}.svg`), join(folder, `${name}.svg`), "lucide-static");
    const picture = inlined.includes(name) ? inline(join(folder, `${name}.svg`)) : `../icons/${name}.svg`;
    css += `.icon-${name} { --icon: url("${picture}"); }\n`;
  }
  copy(join(modules, "lucide-static", "LICENSE"), join(folder, "LICENSE-lucide.txt"), "lucide-static");
  write(join(assets, "css", "icons.css"), css, ["lucide-static"]);
}

/** Bundles swallow the licence files of their packages, and of what those depend on: keep all beside them. */
function makeLicences() {
  const folder = fresh(join(here, "licences"));
  const wanted = [...new Set(Object.values(bundles).flatMap(({ packages }) => packages))];
  for (let index = 0; index < wanted.length; index += 1) {
    const name = wanted[index];
    for (const dependency of Object.keys(about(name).dependencies ?? {})) if (!wanted.includes(dependency)) wanted.push(dependency);
    const file = readdirSync(join(modules, name)).find((entry) => /^licen[sc]e/i.test(entry));
    const to = join(folder, `${name.replace("/", "-").replace("@", "")}.txt`);
    if (file) copy(join(modules, name, file), to, name);
    else write(to, `${name} ${about(name).version}: ${about(name).license}, ${about(name).homepage ?? ""}\n`, [name]);
  }
  return wanted;
}

mkdirSync(join(assets, "css"), { recursive: true });
mkdirSync(join(root, "tests", "vendor"), { recursive: true });
await makeBundles();
makeFonts();
makeIcons();
copy(join(modules, "uplot", "dist", "uPlot.min.css"), join(here, "plot.css"), "uplot");
copy(join(modules, "axe-core", "axe.min.js"), join(root, "tests", "vendor", "axe.min.js"), "axe-core");
copy(join(modules, "axe-core", "LICENSE"), join(root, "tests", "vendor", "LICENSE-axe-core.txt"), "axe-core");
const named = [...makeLicences(), ...fonts.map((font) => font.package), "lucide-static", "axe-core"];
const packages = named.map((name) => ({ name, version: about(name).version, licence: about(name).license }));
outputs.sort((a, b) => (a.path < b.path ? -1 : 1));
writeFileSync(join(here, "VENDOR.json"), JSON.stringify({ packages, outputs }, null, 1) + "\n");
console.log(`${outputs.length} files from ${packages.length} packages`);
