// Frames that no server of ours would send: whatever they say, nothing is thrown, and values put the page right.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { html, parsed } from "./dom";
import { put } from "./stage";
import { LivePage } from "../src/page";
import { type Patch, type Plan, type Value, prepare } from "../src/plan";

const ROUNDS = Number(process.env["LIVETPL_PROOF_FUZZ_ROUNDS"] ?? 40);
const ROOT = "../../tests/protocol";

/** A generator with a seed, so that a failure happens again. */
const random = (seed: number): ((end: number) => number) => {
  let state = seed * 2654435761 + 1;
  return (end) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % end;
  };
};

const JUNK: unknown[] = [null, -1, 0, 1, 99, "", "<b>", "r", "&#x41;", [], [0], [0, []], {}, { ops: [] }, { 0: "x" }];

/** The same JSON with a piece or two of it replaced, left out or said twice. */
const broken = (value: unknown, below: (end: number) => number): unknown => {
  if (below(6) === 0) return JUNK[below(JUNK.length)];
  if (Array.isArray(value)) {
    const items = value.map((item) => (below(3) ? item : broken(item, below)));
    if (below(4) === 0) items.splice(below(items.length + 1), below(2), JUNK[below(JUNK.length)]);
    return items;
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [below(6) ? key : String(below(9)), broken(inner, below)]),
  );
};

test("hostile frames are survived", async () => {
  const anew = await put();
  const log = console.error;
  console.error = () => {};
  for (const name of readdirSync(ROOT)) {
    const read = (file: string): string => readFileSync(`${ROOT}/${name}/${file}`, "utf8");
    const json = (file: string): unknown => JSON.parse(read(file));
    const wanted = html(parsed(read("html")));
    const plan = prepare((json("plan.json") as { client: Plan }).client);
    for (let seed = 0; seed < ROUNDS; seed++) {
      const below = random(seed);
      const main = parsed(read("before.html"));
      main.setAttribute("data-lvt-root", "");
      const script = document.createElement("script");
      script.dataset["lvtShape"] = read("shape.json");
      const page = new LivePage(script);
      page.put = anew;
      page.start(plan);
      let seq = 0;
      for (let frame = 0; frame < 3; frame++) {
        seq += 1;
        const patch = broken(json("patch.json"), below) as Patch;
        if (below(2)) page.receive({ seq, patch });
        else page.receive({ seq, values: broken(json("values.json"), below) as Value[] });
      }
      const values = (): void => page.receive({ seq: ++seq, values: json("after.json") as Value[] });
      // What was taken for good may be found bad only now; then the page asks once more.
      let asked = false;
      page.askForAll = () => (asked = true);
      values();
      if (asked) values();
      assert.equal(html(main), wanted, `${name}, seed ${seed}`);
    }
  }
  console.error = log;
});
