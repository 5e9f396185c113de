// `lvt-hook`: objects of the page's own script, mounted, updated and destroyed with their elements.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { answer, begin, failure, one, open, sent } from "./stage";
import { part } from "../src/parts/hook";
import type { PlanNode } from "../src/plan";
import { emit } from "../src/status";

type Hook = { el: Element; [name: string]: unknown };
type Hooks = { [name: string]: { [name: string]: (this: Hook) => void } };
const api: { hooks: Hooks } = { hooks: {} };
(globalThis as { livetpl?: unknown }).livetpl = api;

const calls: string[] = [];
const recording = (name: string): Hooks[string] & object =>
  Object.fromEntries(
    ["mounted", "updated", "destroyed"].map((when) => [
      when,
      function (this: Hook): void {
        calls.push(`${name} ${when} ${this.el.textContent}`);
      },
    ]),
  );
const taken = (): string[] => calls.splice(0);

api.hooks["Early"] = recording("early");
begin(part, ["lvt-hook"]);

const rows: PlanNode[][] = [
  [
    { t: "ul", c: [{ l: 0, item: 1 }] },
    { t: "p", c: [{ s: 1 }] },
  ],
  [{ t: "li", a: [["lvt-hook", 0, "", ""]], c: [{ t: "b", c: [{ s: 1 }] }] }],
];

test("a hook is mounted with its element, told of what changes in it, and destroyed with it", () => {
  const page = open(rows, "<ul></ul><p>x</p>");
  page.patch({ "0": { ops: [["i", 0, ["Early", "1"], ["Early", "2"], ["Unknown", "3"]]] } });
  assert.deepEqual(taken(), ["early mounted 1", "early mounted 2"]);
  page.patch({ "1": "elsewhere" });
  page.patch({ "0": { ops: [["m", 1, 0]] } });
  assert.deepEqual(taken(), [], "what moves or is elsewhere is no update");
  page.patch({ "0": { ops: [["u", 1, { "1": "one" }]] } });
  assert.deepEqual(taken(), ["early updated one"]);
  page.patch({ "0": { ops: [["d", 0, 1]] } });
  assert.deepEqual(taken(), ["early destroyed 2"]);
  page.patch({ "0": { ops: [["r"]] } });
  assert.deepEqual(taken(), ["early destroyed one"]);
});

test("a hook that is registered later finds the elements that wait for it", () => {
  const page = open(rows, "<ul></ul><p>x</p>");
  page.patch({ "0": { ops: [["i", 0, ["Late", "1"]]] } });
  assert.deepEqual(taken(), []);
  api.hooks["Late"] = recording("late");
  assert.deepEqual(taken(), ["late mounted 1"]);
  page.patch({ "0": { ops: [["u", 0, { "0": "Early" }]] } });
  page.patch({ "0": { ops: [["d", 0, 1]] } });
  assert.deepEqual(taken().pop(), "late destroyed 1");
});

test("a hook pushes actions and hears how they end, and hears events as long as it lives", async () => {
  const heard: unknown[] = [];
  const ends: unknown[] = [];
  api.hooks["Chart"] = {
    mounted(): void {
      (this["on"] as (name: string, f: (detail: unknown) => void) => void)("point", (detail) => heard.push(detail));
      const push = this["push"] as (action: string, payload?: object) => Promise<unknown>;
      void push("load", { id: "7" }).then((error) => ends.push(error));
      void push("draw").then((error) => ends.push(error));
    },
  };
  const page = open(rows, "<ul></ul><p>x</p>");
  page.patch({ "0": { ops: [["i", 0, ["Chart", "1"]]] } });
  assert.deepEqual(
    sent.map(({ action, data }) => [action, data]),
    [
      ["load", { id: "7" }],
      ["draw", {}],
    ],
  );
  const errors = mock.method(console, "error", () => {});
  answer();
  answer(failure);
  errors.mock.restore();
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(ends, [undefined, failure]);
  emit(document, "event:point", { x: 1 });
  emit(document, "event:other", 2);
  page.patch({ "0": { ops: [["d", 0, 1]] } });
  emit(document, "event:point", { x: 3 });
  assert.deepEqual(heard, [{ x: 1 }]);
});

test("a hook that throws keeps no other from anything", () => {
  api.hooks["Broken"] = {
    mounted(): void {
      throw new Error("broken");
    },
  };
  const errors = mock.method(console, "error", () => {});
  const page = open(rows, "<ul></ul><p>x</p>");
  page.patch({ "0": { ops: [["i", 0, ["Broken", "1"], ["Early", "2"]]] } });
  errors.mock.restore();
  assert.deepEqual(taken(), ["early mounted 2"]);
  page.patch({ "0": { ops: [["d", 0, 2]] } });
  assert.deepEqual(taken(), ["early destroyed 2"]);
});

test("an element that the whole page is built around anew is another one", () => {
  const page = open(rows, "<ul></ul><p>x</p>");
  page.patch({ "0": { ops: [["i", 0, ["Early", "1"]]] } });
  const el = one("li");
  page.patch({ "0": { ops: [["r", ["Early", "1"]]] } });
  assert.notEqual(one("li"), el);
  assert.deepEqual(taken(), ["early mounted 1", "early destroyed 1", "early mounted 1"]);
  page.patch({ "0": { ops: [["r"]] } });
});
