// Builds the script and its parts, each a file that is loaded by itself.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const options = { bundle: true, minify: true, target: "es2022", charset: "utf8", write: false, logLevel: "warning" };

// The others in src/parts/ are what these are made of.
const PARTS = ["anew", "aria-invalid", "autofocus", "change", "dialog", "drop", "el", "elsewhere", "follow", "form", "fx", "hook", "life", "nav", "notice", "on", "preview", "progress", "scroll", "swap", "typed", "upload"];

/** Every file of dist/, by name. */
export const bundle = async () => {
  const files = {};
  for (const name of PARTS) {
    const made = await build({ ...options, format: "esm", entryPoints: [`src/parts/${name}.ts`] });
    files[`${name}.js`] = Buffer.from(made.outputFiles[0].contents);
  }
  const made = await build({ ...options, format: "iife", entryPoints: ["src/main.ts"] });
  files["livetpl.js"] = Buffer.from(made.outputFiles[0].contents);
  return files;
};

/** What is in dist/ and should not be. */
export const strangers = (files) => readdirSync("dist").filter((name) => !(name in files));
