// Writes dist/.
import { rmSync, writeFileSync } from "node:fs";
import { bundle, strangers } from "./bundle.mjs";

const files = await bundle();
for (const name of strangers(files)) rmSync(`dist/${name}`);
for (const [name, bytes] of Object.entries(files)) writeFileSync(`dist/${name}`, bytes);
