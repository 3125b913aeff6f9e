// Builds src/trailside/design/static/design from assets/. Run by script/assets; maintainers only.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/trailside/design/static/design");
const modules = join(here, "node_modules");
const read = (...path) => readFileSync(join(here, ...path), "utf8");

// The parts of GOV.UK Frontend that a Trailside page may use; nothing else is shipped.
const GOVUK = [
  "button", "input", "textarea", "radios", "checkboxes", "select",
  "error-summary", "error-message", "fieldset", "hint", "label", "table",
];

// One file per component, in this order: later ones may refine earlier ones.
const COMPONENTS = [
  "masthead", "waynav", "lifeline", "colophon", "words", "icon", "own-words", "own-picture", "tag", "sheet", "band", "button", "forms",
  "boards", "ruler", "trail", "people", "banner", "empty", "contours", "path", "climb", "table", "rows", "need", "nudge",
  "relay", "post", "answers", "fold", "look", "side-trails", "blazes", "dialog", "pages", "one-thing",
];

function components() {
  const found = readdirSync(join(here, "css/components")).map((name) => name.replace(/\.css$/, ""));
  const missing = found.filter((name) => name !== "gallery" && !COMPONENTS.includes(name));
  if (missing.length) throw new Error(`Not in the order of components: ${missing.join(", ")}`);
  return COMPONENTS.map((name) => read("css/components", `${name}.css`));
}

function govuk() {
  const source = [
    '@use "sass:meta";',
    '@use "govuk-frontend/dist/govuk/settings" with ($govuk-font-family: inherit, $govuk-include-default-font-face: false);',
    "@layer govuk {",
    ...GOVUK.map((part) => `@include meta.load-css("govuk-frontend/dist/govuk/components/${part}");`),
    '@include meta.load-css("govuk-frontend/dist/govuk/utilities/visually-hidden");',
    "}",
  ].join("\n");
  return sass.compileString(source, { loadPaths: [modules], quietDeps: true }).css;
}

const press = (css) => sass.compileString(css, { syntax: "css", style: "compressed" }).css.replace(/^\uFEFF/, "");

function main() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "fonts"), { recursive: true });

  const whole = [
    read("css/tokens.css"), govuk(), read("css/base.css"), read("css/layout.css"),
    "@layer components {", ...components(), "}", read("css/utilities.css"), read("css/print.css"),
  ].join("\n");
  writeFileSync(join(out, "trailside.css"), press(whole));
  writeFileSync(join(out, "gallery.css"), press(`@layer components {\n${read("css/components/gallery.css")}\n}`));

  for (const name of readdirSync(join(here, "js")).sort()) cpSync(join(here, "js", name), join(out, name));
  cpSync(join(here, "mark.svg"), join(out, "mark.svg"));
  cpSync(join(modules, "htmx.org/dist/htmx.min.js"), join(out, "htmx.min.js"));
  cpSync(join(modules, "htmx.org/LICENSE"), join(out, "htmx.LICENSE.txt"));
  for (const face of ["vollkorn", "atkinson-hyperlegible-next"]) {
    const from = join(modules, "@fontsource-variable", face);
    const files = ["latin", "latin-ext"].map((range) => join(from, "files", `${face}-${range}-wght-normal.woff2`));
    execFileSync(join(here, "../.venv/bin/python"), [join(here, "fonts.py"), join(out, "fonts"), ...files]);
    cpSync(join(from, "LICENSE"), join(out, "fonts", `${face}.LICENSE.txt`));
  }
  cpSync(join(here, "govuk-frontend.LICENSE.txt"), join(out, "govuk-frontend.LICENSE.txt"));
  seal();
}

// What the output was built from: one digest over every file of assets/ that is in the repository.
function sources() {
  const digest = createHash("sha256");
  const names = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(here.length + 1))
    .filter((name) => !name.startsWith("node_modules") && !name.includes("__pycache__"))
    .sort();
  for (const name of names) digest.update(`${name}\n`).update(readFileSync(join(here, name)));
  return digest.digest("hex");
}

// checksums.txt: what the committed files must be, so that nobody edits the output by hand or forgets to build it.
function seal() {
  const names = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
  const lines = names.map((name) => `${createHash("sha256").update(readFileSync(join(out, name))).digest("hex")}  ${name}`);
  writeFileSync(join(out, "checksums.txt"), [`${sources()}  (assets)`, ...lines].join("\n") + "\n");
  for (const name of names) {
    const bytes = readFileSync(join(out, name));
    console.log(`${String(bytes.length).padStart(8)} ${String(gzipSync(bytes).length).padStart(8)} gz  ${name}`);
  }
}

main();
