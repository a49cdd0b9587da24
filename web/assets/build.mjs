// Builds what the browser and the letters need from npm's packages:
//   web/page/dist/      one stylesheet and one script for each audience, fonts, drawings, manifest.json
//   letter/fonts/       Tinos as TTF
// File names carry the hash of their content, so that they can be cached for ever.
// Run: npm ci --ignore-scripts && node web/assets/build.mjs
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const dist = join(root, "web", "page", "dist");
const modules = join(root, "node_modules");
const manifest = {};

mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) {
  if (name !== "README.md") rmSync(join(dist, name), { recursive: true });
}

/** Writes body under a name that carries its hash and notes it in the manifest. */
function put(logical, body) {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
  const dot = logical.lastIndexOf(".");
  const name = `${logical.slice(0, dot)}-${hash}${logical.slice(dot)}`;
  writeFileSync(join(dist, name), body);
  manifest[logical] = name;
  return name;
}

for (const subset of ["vietnamese", "latin"]) {
  for (const weight of ["400", "600"]) {
    put(
      `be-vietnam-pro-${subset}-${weight}.woff2`,
      readFileSync(join(modules, "@fontsource", "be-vietnam-pro", "files", `be-vietnam-pro-${subset}-${weight}-normal.woff2`)),
    );
  }
}
for (const drawing of ["mark.svg", "favicon.svg"]) {
  put(drawing, readFileSync(join(here, drawing)));
}

/** Replaces url(name) by the hashed name, and refuses a font we may not use. */
function finish(css, from) {
  const out = css.replace(/url\("?([^")]+)"?\)/g, (whole, name) => {
    if (name.startsWith("data:")) return whole;
    if (!manifest[name]) throw new Error(`${from}: no asset ${name}`);
    return `url(${manifest[name]})`;
  });
  // GDS Transport is licensed for gov.uk alone.
  if (/GDS Transport/i.test(out)) throw new Error(`${from}: GDS Transport is named`);
  return out;
}

for (const audience of ["citizen", "official"]) {
  const source = join(here, "scss", `${audience}.scss`);
  const css = sass.compile(source, { style: "compressed", loadPaths: [modules], quietDeps: true }).css;
  const small = await esbuild.transform(css, { loader: "css", minify: true, legalComments: "none" });
  put(`${audience}.css`, finish(small.code, source));

  const js = await esbuild.build({
    entryPoints: [join(here, "js", `${audience}.js`)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "none",
    write: false,
    nodePaths: [modules],
  });
  put(`${audience}.js`, Buffer.from(js.outputFiles[0].contents));
}
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

const letters = join(root, "letter", "fonts");
mkdirSync(letters, { recursive: true });
for (const [style, file] of [
  ["Regular", "400Regular/Tinos_400Regular.ttf"],
  ["Bold", "700Bold/Tinos_700Bold.ttf"],
  ["Italic", "400Regular_Italic/Tinos_400Regular_Italic.ttf"],
  ["BoldItalic", "700Bold_Italic/Tinos_700Bold_Italic.ttf"],
]) {
  cpSync(join(modules, "@expo-google-fonts", "tinos", file), join(letters, `Tinos-${style}.ttf`));
}

for (const [logical, name] of Object.entries(manifest)) {
  const body = readFileSync(join(dist, name));
  const size = name.endsWith(".woff2") ? body.length : gzipSync(body, { level: 9 }).length;
  console.log(`${logical.padEnd(36)} ${(size / 1000).toFixed(1).padStart(6)} kB over the wire`);
}
