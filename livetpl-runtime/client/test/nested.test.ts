// Nested templates: found, built, patched; and frames that wait for their plans.

import assert from "node:assert/strict";
import test from "node:test";

import { html, parsed } from "./dom";
import { applyPatch, setValues } from "../src/apply";
import { build } from "../src/build";
import type { Frame } from "../src/frame";
import { hydrate } from "../src/hydrate";
import { LivePage } from "../src/page";
import { type Patch, type Plan, type Shape, type Value, type ValuePart, keepPlan, prepare } from "../src/plan";

/** A file tree, as `Node { name, children: Vec<Node> }` makes it. */
type Node = { name: string; children: Node[] };

const page = prepare({ v: 1, fragments: [[{ t: "h1", c: [{ s: 0 }] }, { s: 1, x: 1 }, { t: "hr" }, { s: 2 }]] });

keepPlan("node", {
  v: 1,
  keys: { 0: 0 },
  fragments: [
    [
      {
        t: "li",
        a: [["data-key", 0, "", ""]],
        c: [
          { t: "b", c: [{ s: 1 }] },
          { t: "ul", c: [{ l: 2, item: 1 }] },
        ],
      },
    ],
    ["\n", { s: 0, x: 1 }],
  ],
});
keepPlan("text", { v: 1, fragments: [["no ", { s: 0, x: 1 }]] });
keepPlan("empty", { v: 1, fragments: [[]] });

const htmlOf = ({ name, children }: Node): string =>
  `<li data-key="${name}"><b>${name}</b><ul>${children.map((child) => `\n${htmlOf(child)}`).join("")}</ul></li>`;
const valueOf = ({ name, children }: Node): ValuePart => [
  "node",
  [name, name, children.map((child): Value[] => [["", valueOf(child), ""]])],
];
const shapeOf = ({ children }: Node): unknown[] => ["node", [0, 0, children.map((c) => [["", shapeOf(c), ""]])]];

type State = { html: string; values: Value[]; shape: Shape };

const state = (title: string, before: string, node: Node | null, after = ""): State => ({
  html: `<h1>${title}</h1>${before}${node ? htmlOf(node) + after : ""}<hr>${node ? `no ${title}` : ""}`,
  values: [
    title,
    node ? [before, valueOf(node), after] : before,
    node ? ["", ["text", [title]], "", ["empty", []], ""] : "",
  ],
  shape: [0, node ? [before, shapeOf(node), after] : before, node ? ["", ["text", [title]], "", ["empty", []], ""] : 0],
});

const node = (name: string, ...children: Node[]): Node => ({ name, children });

const states = [
  state("a", "", null),
  state("b", "<i>x</i>y", node("root")),
  state("c", "z", node("root", node("src", node("main")), node("tests")), "end"),
  state("d", "", node("root", node("tests"), node("src")), "<u></u>"),
  state("e", "only text", null),
];

test("nested templates that were found equal those that were built", () => {
  for (const { html: text, values, shape } of states) {
    const found = parsed(text);
    const fresh = html(found);
    hydrate(page, found, shape, null);
    assert.equal(html(found), fresh);
    const root = parsed("");
    root.append(build(page, 0, values, null)[1]);
    assert.equal(html(root), fresh);
  }
});

test("values bring every page to every other", () => {
  for (const from of states) {
    for (const to of states) {
      const root = parsed(from.html);
      const instance = hydrate(page, root, from.shape, null);
      const tests = root.querySelector("[data-key=tests]");
      setValues(page, instance, to.values);
      assert.equal(html(root), html(parsed(to.html)));
      const now = root.querySelector("[data-key=tests]");
      if (tests && now) assert.equal(now, tests, "the template with the same key is the same node");
      setValues(page, instance, from.values);
      assert.equal(html(root), html(parsed(from.html)));
    }
  }
});

test("a patch reaches into a template of a template, and the rest stays", () => {
  const root = parsed(states[2]!.html);
  const instance = hydrate(page, root, states[2]!.shape, null);
  const [main, tests] = ["main", "tests"].map((key) => root.querySelector(`[data-key=${key}]`));
  const inner = { "2": { ops: [["i", 1, [["", ["node", ["lib", "lib", []]], ""]]]] } };
  const patch = {
    "1": {
      "0": "before",
      "1": {
        "2": {
          ops: [
            ["m", 1, 0],
            ["u", 1, { "0": { "1": inner } }],
          ],
        },
      },
    },
  } as unknown as Patch;
  applyPatch(page, instance, patch);
  const now = state("c", "before", node("root", node("tests"), node("src", node("main"), node("lib"))), "end");
  assert.equal(html(root), html(parsed(now.html)));
  assert.equal(root.querySelector("[data-key=main]"), main);
  assert.equal(root.querySelector("[data-key=tests]"), tests);
  assert.throws(() => applyPatch(page, instance, { "1": { "9": "x" } }));
});

test("in a textarea and a title everything is text", () => {
  const plan = prepare({ v: 1, fragments: [[{ t: "textarea", c: [{ s: 0 }] }]] });
  const root = parsed("<textarea><b>x</b></textarea>");
  const instance = hydrate(plan, root, [], null);
  applyPatch(plan, instance, { "0": "<b>&amp;</b>" });
  assert.equal(root.querySelector("textarea")?.defaultValue, "<b>&</b>");
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("frames wait for the plans that they need, in their order", async () => {
  const plans: { [url: string]: Plan } = {
    "/plan-page.json": { v: 1, fragments: [[{ t: "p", c: [{ s: 0 }] }]] },
    "/plan-late.json": { v: 1, fragments: [[{ t: "b", a: [["lvt-on:late", "go"]], c: [{ s: 0 }] }]] },
  };
  const asked: [url: string, answer: () => void][] = [];
  const fetch = (url: string): Promise<unknown> =>
    new Promise((resolve) => asked.push([url, () => resolve({ ok: true, json: () => Promise.resolve(plans[url]) })]));
  Object.defineProperty(globalThis, "fetch", { value: fetch, configurable: true });
  const root = parsed("<p>a</p>");
  root.setAttribute("data-lvt-root", "");
  const script = document.createElement("script");
  Object.assign(script.dataset, { lvtPlan: "/plan-page.json" });
  const live = new LivePage(script);
  const came: Plan[] = [];
  live.planCame = (plan) => came.push(plan);
  const loaded = live.load();
  const shown: string[] = [];
  let seq = 0;
  const receive = (name: string, frame: Frame): void =>
    live.receive("done" in frame ? frame : { seq: ++seq, ...frame }, () => shown.push(name));
  receive("first", { patch: { "0": "b" } });
  asked.shift()?.[1]();
  await loaded;
  assert.equal(html(root), "<p>b</p>");
  receive("nested", { patch: { "0": ["", ["late", ["c"]], ""] }, plans: ["late"] });
  receive("inside", { patch: { "0": { "1": { "0": "d" } } } });
  receive("after", { done: [1] });
  assert.deepEqual(shown, ["first"]);
  assert.equal(html(root), "<p>b</p>");
  assert.deepEqual(
    asked.map(([url]) => url),
    ["/plan-late.json"],
  );
  asked.shift()?.[1]();
  await turn();
  assert.deepEqual(shown, ["first", "nested", "inside", "after"]);
  assert.equal(html(root), '<p><b lvt-on:late="go">d</b></p>');
  receive("again", { values: [["x", ["late", ["e"]], ""]], plans: ["late"] });
  assert.equal(html(root), '<p>x<b lvt-on:late="go">e</b></p>');
  assert.equal(asked.length, 0, "a plan is loaded once");
  assert.equal(came.length, 2);
});
