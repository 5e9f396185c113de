// Following elements: every one that comes, changes and goes is told once, and a frame costs what it changes.

import assert from "node:assert/strict";
import test from "node:test";

import { dom } from "./dom";
import { core, one, open } from "./stage";
import type { PlanNode, Value } from "../src/plan";

const told: string[] = [];
const taken = (): string[] => told.splice(0);
const tell =
  (what: string) =>
  (el: Element, isNew?: boolean): void => {
    told.push(`${what}${isNew ? " new" : ""} ${el.textContent}`);
  };
const shown = core.follow({
  selector: "[lvt-hook]",
  came: tell("came"),
  changed: tell("changed"),
  went: tell("went"),
});

const row: PlanNode = {
  t: "li",
  a: [["lvt-hook", "x"]],
  c: [{ t: "b", c: [{ s: 0 }] }, { b: 1, arms: [2] }, { s: 2 }],
};
const inner: PlanNode = { t: "i", a: [0], c: [{ s: 1 }] };
const list = (): ReturnType<typeof open> =>
  open(
    [
      [
        { t: "ul", c: [{ l: 0, item: 1 }] },
        { t: "p", c: [{ s: 1 }] },
      ],
      [row],
      [inner],
    ],
    "<ul></ul><p>x</p>",
  );
const values = (text: string): Value[] => [text, null, ""];

test("what comes in a branch, in HTML and by an attribute is followed, and let go with it", () => {
  const page = list();
  page.patch({ "0": { ops: [["i", 0, values("a")]] } });
  assert.deepEqual(taken(), ["came new a"]);
  page.patch({ "0": { ops: [["u", 0, { "1": [0, ["lvt-hook='y'", "i"]] }]] } });
  assert.deepEqual(taken(), ["came new i", "changed ai"]);
  page.patch({ "0": { ops: [["u", 0, { "1": { "0": "" } }]] } });
  assert.deepEqual(taken(), ["went i", "changed ai"]);
  page.patch({ "0": { ops: [["u", 0, { "1": { "0": "lvt-hook" } }]] } });
  assert.deepEqual(taken(), ["came i", "changed ai"]);
  page.patch({ "0": { ops: [["u", 0, { "2": "<em><u lvt-hook>html</u></em>" }]] } });
  assert.deepEqual(taken().sort(), ["came new html", "changed aihtml"]);
  page.patch({ "0": { ops: [["u", 0, { "2": "text" }]] } });
  assert.deepEqual(taken().sort(), ["changed aitext", "went html"]);
  page.patch({ "0": { ops: [["d", 0, 1]] } });
  assert.deepEqual(taken().sort(), ["went aitext", "went i"]);
  assert.equal(shown.size, 0);
});

test("one change in many rows looks at that row and what is around it", () => {
  const page = list();
  page.patch({ "0": { ops: [["i", 0, ...Array.from({ length: 1000 }, (_, i) => values(String(i)))]] } });
  taken();
  let looks = 0;
  const { querySelectorAll, matches } = dom.window.Element.prototype;
  const counted = (work: () => void): number => {
    looks = 0;
    Object.assign(dom.window.Element.prototype, {
      querySelectorAll(this: Element, css: string) {
        looks++;
        return querySelectorAll.call(this, css);
      },
      matches(this: Element, css: string) {
        looks++;
        return matches.call(this, css);
      },
    });
    dom.window.Document.prototype.querySelectorAll = () => assert.fail("the whole page was searched");
    work();
    Object.assign(dom.window.Element.prototype, { querySelectorAll, matches });
    return looks;
  };
  const search = dom.window.Document.prototype.querySelectorAll;
  const text = counted(() => page.patch({ "0": { ops: [["u", 500, { "0": "changed" }]] } }));
  const insert = counted(() => page.patch({ "0": { ops: [["i", 500, values("new")]] } }));
  const remove = counted(() => page.patch({ "0": { ops: [["d", 500, 1]] } }));
  const move = counted(() => page.patch({ "0": { ops: [["m", 0, 999]] } }));
  dom.window.Document.prototype.querySelectorAll = search;
  assert.deepEqual(taken(), ["changed changed", "came new new", "went new"]);
  // One for each node that was touched, two for each that came, one for each that went.
  for (const looks of [text, insert, remove, move]) assert.ok(looks > 0 && looks <= 4, `${looks} looks`);
  page.patch({ "0": { ops: [["r"]] } });
  assert.deepEqual([shown.size, one("ul").children.length], [0, 0]);
});
