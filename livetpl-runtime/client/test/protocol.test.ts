// The protocol's fixtures, tests/protocol/NAME: the script reads what the Rust reader reads.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { html, parsed } from "./dom";
import { applyPatch, setValues } from "../src/apply";
import { build } from "../src/build";
import { hydrate } from "../src/hydrate";
import { type Patch, type Plan, type Shape, type Value, prepare } from "../src/plan";

const ROOT = "../../tests/protocol";

for (const name of readdirSync(ROOT)) {
  const read = (file: string): string => readFileSync(`${ROOT}/${name}/${file}`, "utf8");
  const json = (file: string): unknown => JSON.parse(read(file));
  const plan = prepare((json("plan.json") as { client: Plan }).client);
  const [values, after] = [json("values.json") as Value[], json("after.json") as Value[]];
  const patch = json("patch.json") as Patch;
  const before = html(parsed(read("before.html")));
  const wanted = html(parsed(read("html")));

  test(`${name}: built, then patched`, () => {
    const root = parsed("");
    const [instance, dom] = build(plan, 0, values, root);
    root.append(dom);
    assert.equal(html(root), before);
    applyPatch(plan, instance, patch);
    assert.equal(html(root), wanted);
  });

  test(`${name}: found in a page, then patched`, () => {
    const root = parsed(read("before.html"));
    applyPatch(plan, hydrate(plan, root, json("shape.json") as Shape, null), patch);
    assert.equal(html(root), wanted);
  });

  test(`${name}: given whole values`, () => {
    const root = parsed(read("before.html"));
    setValues(plan, hydrate(plan, root, json("shape.json") as Shape, null), after);
    assert.equal(html(root), wanted);
  });
}

test("there are fixtures", () => assert.ok(readdirSync(ROOT).length >= 24));
