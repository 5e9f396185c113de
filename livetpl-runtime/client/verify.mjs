// Proves that the committed script and its parts are what their source builds to, and that they are small enough.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { bundle, strangers } from "./bundle.mjs";

const LIMITS = { "livetpl.js": 10 * 1024 };
const PART_LIMIT = 2 * 1024;
let failed = false;
const fail = (message) => {
  console.error(message);
  failed = true;
};

const files = await bundle();
for (const name of strangers(files)) fail(`dist/${name} is built from nothing: run \`npm run build\``);
for (const [name, bytes] of Object.entries(files)) {
  const path = `dist/${name}`;
  if (!existsSync(path) || !readFileSync(path).equals(bytes)) {
    fail(`${path} is not what its source builds to: run \`npm run build\``);
  }
  const size = gzipSync(bytes, { level: 9 }).length;
  const limit = LIMITS[name] ?? PART_LIMIT;
  console.log(`${path}: ${bytes.length} bytes, ${size} gzipped (limit ${limit})`);
  if (size > limit) fail(`${path} is larger than its limit`);
}
if (failed) process.exit(1);
