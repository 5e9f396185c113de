// `lvt-ignore`, `lvt-ignore-attrs`: what is left alone is, by patches and by whole values, in pages and in new rows.

import assert from "node:assert/strict";
import test from "node:test";

import { html, parsed } from "./dom";
import { open } from "./stage";
import { setValues } from "../src/apply";
import { hydrate } from "../src/hydrate";
import { type PlanNode, prepare } from "../src/plan";

const ignoring = (name: string, value = ""): PlanNode[][] => [
  [
    {
      t: "div",
      ...(name === "lvt-ignore" ? { i: 1 } : {}),
      a: [
        [name, value],
        ["class", 0, "", ""],
        ["data-at", 1, "", ""],
        ["title", 2, "", ""],
      ],
      c: [
        { t: "p", a: [["title", 3, "", ""]], c: [{ s: 4 }] },
        { b: 5, arms: [1] },
      ],
    },
    { t: "b", c: [{ s: 6 }] },
  ],
  [{ t: "i", c: [{ s: 0 }] }],
];

/** What the macro says of it. */
const LEFT = { 0: [0, 2, 3, 4, 5] };

const before = (name: string): string =>
  `<div ${name}="" class="a" data-at="1" title="t"><p title="x">1</p></div><b>1</b>`;

test("an ignored element keeps what it is and holds; its `data-*` follow the server", () => {
  const page = open(ignoring("lvt-ignore"), before("lvt-ignore"), [0, 0, 0, 0, 0, null], LEFT);
  page.patch({ "0": "b", "1": "2", "2": "u", "3": "y", "4": "2", "5": [0, ["new"]], "6": "2" });
  page.patch({ "5": { "0": "newer" } });
  const wanted = '<div lvt-ignore="" class="a" data-at="2" title="t"><p title="x">1</p></div><b>2</b>';
  assert.equal(html(page.root), wanted);
  setValues(page.plan, page.instance, ["c", "2", "v", "z", "3", null, "2"]);
  assert.equal(html(page.root), wanted);
});

test("a widget that has changed an ignored element before the script ran is no mismatch", () => {
  const plan = prepare({ v: 1, fragments: ignoring("lvt-ignore"), left: LEFT });
  const root = parsed('<div lvt-ignore="" class="a" data-at="1" title="t"><canvas></canvas></div><b>1</b>');
  const instance = hydrate(plan, root, [0, 0, 0, 0, 0, null], null);
  setValues(plan, instance, ["b", "2", "u", "y", "2", null, "2"]);
  assert.equal(html(root), '<div lvt-ignore="" class="a" data-at="2" title="t"><canvas></canvas></div><b>2</b>');
});

test("an element whose attributes are ignored keeps them; what is in it follows the server", () => {
  const page = open(ignoring("lvt-ignore-attrs"), before("lvt-ignore-attrs"), [0, 0, 0, 0, 0, null], { 0: [0, 1, 2] });
  page.patch({ "0": "b", "1": "2", "2": "u", "3": "y", "4": "2" });
  assert.equal(
    html(page.root),
    '<div lvt-ignore-attrs="" class="a" data-at="1" title="t"><p title="y">2</p></div><b>1</b>',
  );
});

test("only the attributes that are named are ignored", () => {
  const page = open(ignoring("lvt-ignore-attrs", "class, open"), before("lvt-ignore-attrs"), [0, 0, 0, 0, 0, null], {
    0: [0],
  });
  page.patch({ "0": "b", "1": "2", "2": "u" });
  const el = page.root.firstElementChild as HTMLElement;
  assert.deepEqual([el.className, el.dataset["at"], el.title], ["a", "2", "u"]);
});

test("a row that comes later is shown once, and left alone from then on", () => {
  const fragments: PlanNode[][] = [
    [{ t: "ul", c: [{ l: 0, item: 1 }] }],
    [{ t: "li", i: 1, a: [["lvt-ignore", ""]], c: [{ s: 0 }] }],
  ];
  const page = open(fragments, "<ul></ul>", [], { 1: [0] });
  page.patch({ "0": { ops: [["i", 0, ["one"], ["two"]]] } });
  page.patch({
    "0": {
      ops: [
        ["u", 0, { "0": "changed" }],
        ["m", 1, 0],
      ],
    },
  });
  assert.equal(html(page.root), '<ul><li lvt-ignore="">two</li><li lvt-ignore="">one</li></ul>');
});
