// The page follows the numbers of its frames: what does not follow is not applied, and values put it right.

import assert from "node:assert/strict";
import test from "node:test";

import { parsed } from "./dom";
import { LivePage } from "../src/page";
import { prepare } from "../src/plan";

const plan = prepare({ v: 1, fragments: [[{ t: "p", c: [{ s: 0 }] }]] });

test("a frame that does not follow is not applied, until values come", () => {
  const root = parsed("<p>0</p>");
  root.setAttribute("data-lvt-root", "");
  const script = document.createElement("script");
  Object.assign(script.dataset, { lvtToken: "t", lvtRootHash: "r", lvtPlan: "/plan-x.json" });
  let asked = 0;
  const page = new LivePage(script);
  page.askForAll = () => asked++;
  page.receive({ seq: 1, patch: { "0": "1" } });
  assert.equal(root.textContent, "0", "frames wait for the plan");
  page.start(plan);
  assert.deepEqual([root.textContent, page.seq, page.root], ["1", 1, undefined]);

  page.receive({ seq: 1, done: [7] });
  assert.deepEqual([page.seq, asked], [1, 0], "a frame without a change has the number of the last");
  page.receive({ seq: 3, patch: { "0": "3" } });
  assert.deepEqual([root.textContent, page.seq, asked], ["1", -1, 1]);
  page.receive({ seq: 4, patch: { "0": "4" } });
  assert.deepEqual([root.textContent, asked], ["1", 1], "asked once");
  page.receive({ seq: 5, values: ["5"] });
  page.receive({ seq: 6, patch: { "0": "6" } });
  assert.deepEqual([root.textContent, page.seq, asked], ["6", 6, 1]);
});
