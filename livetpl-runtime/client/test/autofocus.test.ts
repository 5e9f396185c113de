// `autofocus` on what a frame brings: it has the focus, and takes it from nobody who is typing.

import assert from "node:assert/strict";
import test from "node:test";

import "./dom";
import { begin, one, open } from "./stage";
import { part } from "../src/parts/autofocus";
import type { PlanNode } from "../src/plan";

const field = (id: string): PlanNode => ({
  t: "input",
  a: [
    ["id", id],
    ["autofocus", ""],
  ],
});
const PAGE: PlanNode[][] = [
  [
    { t: "input", a: [["id", "typing"]] },
    { t: "button", a: [["id", "button"], 0] },
    {
      t: "input",
      a: [
        ["id", "old"],
        ["autofocus", ""],
      ],
    },
    { b: 1, arms: [1] },
  ],
  [field("first"), field("second")],
];
const HTML = `<input id="typing"><button id="button"></button><input id="old" autofocus="">`;

const focused = (): string => document.activeElement?.id ?? "";

test("what the page had when it was loaded is the browser's affair", () => {
  open(PAGE, HTML, [0, null]);
  begin(part, []);
  assert.equal(focused(), "");
});

test("the first of what a frame brings has the focus, once", () => {
  const page = open(PAGE, HTML, [0, null]);
  one("#button").focus();
  page.patch({ "1": [0, []] });
  assert.equal(focused(), "first");
  one("#button").focus();
  page.patch({ "0": 'title="x"' });
  assert.equal(focused(), "button", "what merely stays takes nothing");
});

test("an element that is given the attribute has the focus, each time", () => {
  const page = open(PAGE, HTML, [0, null]);
  for (const _ of [1, 2]) {
    page.patch({ "0": "autofocus" });
    assert.equal(focused(), "button");
    one("#old").blur();
    one("#button").blur();
    page.patch({ "0": "" });
    assert.equal(focused(), "");
  }
});

test("nobody who is typing loses the focus", () => {
  const page = open(PAGE, HTML, [0, null]);
  one("#typing").focus();
  page.patch({ "1": [0, []] });
  assert.equal(focused(), "typing");
});
