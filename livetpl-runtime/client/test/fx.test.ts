// `lvt-fx:`: scrolling, flashes and entrances follow what the server changes, and leave no style behind.

import assert from "node:assert/strict";
import test from "node:test";

import { dom } from "./dom";
import { begin, dispatch, one, open } from "./stage";
import { part } from "../src/parts/fx";
import type { PlanNode } from "../src/plan";

type Animated = { el: Element; frames: Keyframe[]; duration: number; isCancelled: boolean };
const animations: Animated[] = [];
const taken = (): Animated[] => animations.splice(0);
dom.window.Element.prototype.animate = function (
  this: Element,
  frames: Keyframe[],
  { duration }: { duration: number },
) {
  const one: Animated = { el: this, frames, duration, isCancelled: false };
  animations.push(one);
  return { cancel: () => (one.isCancelled = true) };
} as never;

begin(part, []);

/** A box whose rows are 100 pixels high, as a browser that lays it out has it. */
const box = (mode: string, rows: number): ReturnType<typeof open> & { el: Element; rows: (rows: number) => void } => {
  const list: PlanNode = { t: "ul", a: [["lvt-fx:scroll", mode]], c: [{ l: 0, item: 2 }] };
  const page = open([[{ b: 0, arms: [1] }], [list], [{ t: "li" }]], "", [null]);
  let top = 0;
  const limit = (el: Element): number => Math.max(0, el.children.length * 100 - 300);
  Object.defineProperties(dom.window.Element.prototype, {
    scrollHeight: { get: (): number => one("ul").children.length * 100, configurable: true },
    clientHeight: { get: (): number => 300, configurable: true },
    scrollTop: {
      get: (): number => (top = Math.min(top, limit(one("ul")))),
      set: (to: number) => {
        top = Math.max(0, Math.min(to, limit(one("ul"))));
      },
      configurable: true,
    },
    scrollTo: { value: ({ top: to }: { top: number }) => (one("ul").scrollTop = to), configurable: true },
  });
  page.patch({ "0": [0, [Array.from({ length: rows }, () => [])]] });
  return {
    ...page,
    el: one("ul"),
    rows: (count) => page.patch({ "0": { "0": { ops: [["r", ...Array.from({ length: count }, () => [])]] } } }),
  };
};

const scroll = (el: Element, to: number): void => {
  el.scrollTop = to;
  dispatch(el, "scroll", { bubbles: false });
};

test("bottom is at its end whenever something comes", () => {
  const { el, rows } = box("bottom", 10);
  assert.equal(el.scrollTop, 700);
  scroll(el, 0);
  rows(11);
  assert.equal(el.scrollTop, 800);
});

test("bottom-sticky stays where somebody reads, and follows whoever is near the end", () => {
  const { el, rows } = box("bottom-sticky", 10);
  assert.equal(el.scrollTop, 700);
  rows(11);
  assert.equal(el.scrollTop, 800);
  scroll(el, 200);
  rows(12);
  assert.equal(el.scrollTop, 200);
  scroll(el, 850);
  rows(13);
  assert.equal(el.scrollTop, 1000);
});

test("top is at its beginning when something changes", () => {
  const { el, rows } = box("top", 10);
  scroll(el, 500);
  rows(20);
  assert.equal(el.scrollTop, 0);
});

test("preserve finds its place again when what was there is back", () => {
  const { el, rows } = box("preserve", 20);
  scroll(el, 1200);
  rows(5);
  assert.equal(el.scrollTop, 200, "there is no more");
  dispatch(el, "scroll", { bubbles: false });
  rows(20);
  assert.equal(el.scrollTop, 1200);
  scroll(el, 300);
  rows(21);
  assert.equal(el.scrollTop, 300);
});

test("a highlight flashes what the server changes, not what is new or elsewhere", () => {
  const rows: PlanNode[][] = [
    [
      { t: "ul", c: [{ l: 0, item: 1 }] },
      { t: "p", c: [{ s: 1 }] },
    ],
    [{ t: "li", a: [["lvt-fx:highlight", "flash"]], c: [{ t: "b", c: [{ s: 0 }] }] }],
  ];
  const page = open(rows, "<ul></ul><p>0</p>");
  page.patch({
    "0": {
      ops: [
        ["i", 0, ["a"], ["x"]],
        ["u", 1, { "0": "b" }],
      ],
    },
  });
  page.patch({ "1": "1" });
  assert.deepEqual(taken(), []);
  page.patch({ "0": { ops: [["u", 1, { "0": "c" }]] } });
  page.patch({ "0": { ops: [["m", 1, 0]] } });
  const [flash, ...more] = taken();
  assert.deepEqual([flash?.el.textContent, more], ["c", []]);
  page.patch({ "0": { ops: [["u", 0, { "0": "d" }]] } });
  assert.ok(flash?.isCancelled, "a new flash ends the one before");
  assert.ok(!page.root.querySelector("[style]"));
  taken();
});

test("an entrance is of new elements only", () => {
  const row: PlanNode = { t: "li", a: [["lvt-fx:animate", 0, "", ""]], c: [{ s: 1 }] };
  const page = open([[{ t: "ul", c: [{ l: 0, item: 1 }] }], [row]], '<ul><li lvt-fx:animate="fade">a</li></ul>', [
    [["fade", 0]],
  ]);
  page.patch({ "0": { ops: [["u", 0, { "1": "b" }]] } });
  assert.deepEqual(taken(), []);
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = "li { --lvt-animate-duration: 0.5s }";
  page.patch({ "0": { ops: [["i", 1, ["slide", "c"], ["none", "d"]]] } });
  page.patch({ "0": { ops: [["m", 1, 0]] } });
  style.remove();
  assert.deepEqual(
    taken().map(({ el, frames, duration }) => [el.textContent, Object.keys(frames[0] ?? {}), duration]),
    [["c", ["opacity", "transform"], 500]],
  );
  assert.ok(!page.root.querySelector("[style]"));
});
