// The page follows the numbers of its frames: what does not follow is not applied, and values put it right.

import assert from "node:assert/strict";
import test from "node:test";

import { dom, html, parsed } from "./dom";
import { put, tag } from "./stage";
import { LivePage } from "../src/page";
import { hydrate } from "../src/hydrate";
import { applyPatch } from "../src/apply";
import { type Patch, type PlanNode, type Shape, type Value, prepare } from "../src/plan";

const plan = prepare({ v: 1, fragments: [[{ t: "p", c: [{ s: 0 }] }]] });

test("a frame that does not follow is not applied, until values come", async () => {
  const root = parsed("<p>0</p>");
  root.setAttribute("data-lvt-root", "");
  const script = document.createElement("script");
  Object.assign(script.dataset, { lvtToken: "t", lvtRootHash: "r", lvtPlan: "/plan-x.json" });
  let asked = 0;
  const page = new LivePage(script);
  page.askForAll = () => asked++;
  page.put = await put();
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

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test("what an extension has put into a page is passed over", () => {
  const other: [plan: PlanNode[], html: string, wanted: string][] = [
    [
      [
        { t: "label", c: ["Name ", { t: "input" }] },
        { t: "p", c: [{ s: 0 }] },
      ],
      "<label><img>Name <input><i></i></label><!-- x --><u></u><p>0</p>",
      "<label><img>Name <input><i></i></label><!-- x --><u></u><p>1</p>",
    ],
    [
      [{ t: "p", c: ["a ", { t: "b", c: [{ s: 0 }] }] }],
      "<p>a <font></font><b>0</b></p>",
      "<p>a <font></font><b>1</b></p>",
    ],
  ];
  for (const [nodes, text, wanted] of other) {
    const root = parsed(text);
    const found = prepare({ v: 1, fragments: [nodes] });
    applyPatch(found, hydrate(found, root, [], null), { "0": "1" });
    assert.equal(html(root), wanted);
  }
  const whole = new dom.window.DOMParser().parseFromString(
    "<html><head><title>t</title></head><body>b</body></html>",
    "text/html",
  );
  whole.head.prepend(whole.createElement("style"));
  const page: PlanNode = {
    t: "html",
    c: [
      { t: "head", c: [{ t: "title", c: [{ s: 0 }] }] },
      { t: "body", c: [{ s: 1 }] },
    ],
  };
  hydrate(prepare({ v: 1, fragments: [[page]] }), whole, [], null);
});

test("texts that a translator has replaced, and rows with such texts, are built anew", async () => {
  const translate = (el: Element): void => {
    for (const text of [...el.childNodes]) {
      if (text.nodeType !== Node.TEXT_NODE || !(text as Text).data) continue;
      const font = document.createElement("font");
      font.textContent = "translated";
      text.replaceWith(font);
    }
  };
  const cases: [nodes: PlanNode[][], html: string, shape: Shape, patch: Patch, values: Value[], wanted: string][] = [
    [[[{ t: "p", c: ["Hello ", { s: 0 }] }]], "<p>Hello Ada</p>", [], { "0": "Bob" }, ["Bob"], "<p>Hello Bob</p>"],
    [
      [[{ t: "p", c: [{ l: 0, item: 1 }] }], ["Item ", { t: "b", c: [{ s: 0 }] }, " end"]],
      "<p>Item <b>1</b> endItem <b>2</b> end</p>",
      [2],
      { "0": { ops: [["d", 0, 1]] } },
      [[["2"]]],
      "<p>Item <b>2</b> end</p>",
    ],
  ];
  for (const [fragments, text, shape, patch, values, wanted] of cases) {
    const root = parsed(text);
    root.setAttribute("data-lvt-root", "");
    const script = document.createElement("script");
    Object.assign(script.dataset, { lvtPlan: "/plan-x.json", lvtShape: JSON.stringify(shape) });
    const page = new LivePage(script);
    page.needsPut = put;
    let asked = 0;
    page.askForAll = () => asked++;
    page.start(prepare({ v: 1, fragments }));
    translate(root.firstElementChild as Element);
    page.receive({ seq: 1, patch });
    assert.equal(asked, 1);
    const shown: string[] = [];
    page.receive({ seq: 2, values }, () => shown.push("values"));
    page.receive({ seq: 3, patch: {} }, () => shown.push("patch"));
    await turn();
    assert.equal(html(root), wanted);
    assert.deepEqual([page.seq, shown], [3, ["values", "patch"]], "what comes behind waits");
  }
});

test("a document that is built anew runs no script again, and keeps its status and its tag", async () => {
  const before = document.documentElement;
  before.setAttribute("data-lvt-status", "connected");
  document.head.append(tag);
  const made = document.createDocumentFragment();
  const page = document.createElement("html");
  page.innerHTML = "<head></head><body></body>";
  const script = document.createElement("script");
  script.textContent = "globalThis.ran = true";
  page.querySelector("body")?.append(script);
  made.append(page);
  const types: (string | null)[] = [];
  const append = document.append.bind(document);
  document.append = (...nodes) => {
    types.push(script.getAttribute("type"));
    append(...nodes);
  };
  (await put())(made, null);
  assert.notEqual(document.documentElement, before);
  assert.deepEqual(types, ["-"], "it looks like data where scripts run");
  assert.equal(script.hasAttribute("type"), false);
  assert.equal(document.documentElement.getAttribute("data-lvt-status"), "connected");
  assert.ok(document.head.contains(tag));
});
