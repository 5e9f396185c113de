// Proves that the committed script is what its source builds to, and that it is small enough.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 10 * 1024;
const options = { entryPoints: ["src/main.ts"], bundle: true, minify: true, format: "iife", target: "es2022" };
const built = await build({ ...options, charset: "utf8", write: false });
const committed = readFileSync("dist/livetpl.js");
if (!committed.equals(built.outputFiles[0].contents)) {
  console.error("dist/livetpl.js is not what its source builds to: run `npm run build`");
  process.exit(1);
}
const size = gzipSync(committed, { level: 9 }).length;
console.log(`dist/livetpl.js: ${committed.length} bytes, ${size} gzipped (limit ${LIMIT})`);
if (size > LIMIT) process.exit(1);
