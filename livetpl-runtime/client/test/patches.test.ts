// The law of the script: what it finds in a page and then patches equals what it builds, equals what the server renders.

import assert from "node:assert/strict";
import test from "node:test";

import { html, parsed } from "./dom";
import { applyPatch, setValues } from "../src/apply";
import { build } from "../src/build";
import { Mismatch, hydrate } from "../src/hydrate";
import { type Patch, type Plan, type Shape, type Value, prepare } from "../src/plan";

type State = { html: string; values: Value[]; shape: Shape };

const list: Plan = prepare({
  v: 1,
  fragments: [
    [
      { t: "h1", c: ["Hi ", { s: 0 }, "!"] },
      "\n",
      { b: 1, arms: [2, 3] },
      { t: "ul", c: ["\n  ", { l: 2, item: 1, empty: 4 }, "\n"] },
      { s: 3 },
    ],
    [
      {
        t: "li",
        a: [["data-key", 0, "k-", ""], ["class", 1, "row ", " end"], 2],
        c: [{ s: 3 }, " and ", { t: "b", c: [{ s: 4 }] }],
      },
      "\n  ",
    ],
    [{ t: "em", c: ["yes"] }],
    ["no, ", { s: 0, x: 1 }, { t: "br" }],
    [{ t: "li", c: ["none"] }],
  ],
  keys: { 1: 0 },
});

const row = (key: string, name: string, set = ""): [string, Value[]] => [
  `<li data-key="k-${key}" class="row r${key} end"${set}>${name} and <b>&lt;${key}&gt;</b></li>\n  `,
  [key, `r${key}`, set, name, `&lt;${key}&gt;`],
];

const state = (name: string, arm: number | null, keys: string, tail = ""): State => {
  const rows = [...keys].map((key) => row(key, `n${key}`, key === "b" ? " hidden" : ""));
  const arms = ["<em>yes</em>", "no, why<br>"];
  const armValues: Value[][] = [[], ["why"]];
  const items = rows.length ? rows.map(([text]) => text).join("") : "<li>none</li>";
  return {
    html: `<h1>Hi ${name}!</h1>\n${arm === null ? "" : arms[arm]}<ul>\n  ${items}\n</ul>${tail}`,
    values: [
      name,
      arm === null ? null : [arm, armValues[arm] as Value[]],
      rows.length ? rows.map(([, values]) => values) : [0, []],
      tail,
    ],
    shape: [
      0,
      arm === null ? null : [arm, arm === 1 ? ["why"] : []],
      rows.length ? [...keys].map((key) => [0, 0, key === "b" ? " hidden" : ""]) : [0, []],
      tail.includes("<") ? tail : 0,
    ],
  };
};

const states = [
  state("Ann", null, "abc"),
  state("Bob &amp; co", 0, ""),
  state("", 1, "cab", "text"),
  state("x", 0, "bd", "<i>a</i>b<u></u>"),
  state("y", null, "", "&eacute;&#233;&amp;"),
];

test("a page that was found equals a page that was built", () => {
  for (const { html: text, values, shape } of states) {
    const found = parsed(text);
    const fresh = html(found);
    hydrate(list, found, shape, null);
    assert.equal(html(found), fresh);
    const root = parsed("");
    root.append(build(list, 0, values, null)[1]);
    assert.equal(html(root), fresh);
  }
});

test("values bring every page to every other, and keep its rows", () => {
  for (const from of states) {
    for (const to of states) {
      const fresh = html(parsed(to.html));
      const root = parsed(from.html);
      const instance = hydrate(list, root, from.shape, null);
      const kept = root.querySelector('[data-key="k-a"]');
      setValues(list, instance, to.values);
      assert.equal(html(root), fresh);
      const now = root.querySelector('[data-key="k-a"]');
      if (kept && now) assert.equal(now, kept, "the row with the same key is the same node");
    }
  }
});

const patched = (from: State, patch: Patch): Element => {
  const root = parsed(from.html);
  applyPatch(list, hydrate(list, root, from.shape, null), patch);
  return root;
};

test("operations touch what they name and nothing else", () => {
  const abc = state("Ann", null, "abc");
  const cases: [Patch, string][] = [
    [{ "2": { ops: [["d", 0, 2]] } }, "c"],
    [{ "2": { ops: [["m", 2, 0]] } }, "cab"],
    [{ "2": { ops: [["m", 0, 2]] } }, "bca"],
    [{ "2": { ops: [["i", 1, row("d", "nd")[1], row("e", "ne")[1]]] } }, "adebc"],
    [{ "2": { ops: [["r", row("d", "nd")[1]]] } }, "d"],
    [
      {
        "2": {
          ops: [
            ["d", 0, 3],
            ["i", 0, row("e", "ne")[1]],
          ],
        },
      },
      "e",
    ],
    [{ "2": [0, []] }, ""],
  ];
  for (const [patch, keys] of cases) {
    const fresh = html(parsed(state("Ann", null, keys).html));
    assert.equal(html(patched(abc, patch)), fresh, JSON.stringify(patch));
  }
  const root = parsed(abc.html);
  const instance = hydrate(list, root, abc.shape, null);
  const nodes = [...root.querySelectorAll("li")];
  applyPatch(list, instance, {
    "0": "Zoë",
    "2": {
      ops: [
        ["u", 1, { "2": "", "3": "N" }],
        ["m", 2, 0],
      ],
    },
  });
  assert.deepEqual([...root.querySelectorAll("li")], [nodes[2], nodes[0], nodes[1]]);
  assert.equal(nodes[1]?.outerHTML, '<li data-key="k-b" class="row rb end">N and <b>&lt;b&gt;</b></li>');
  assert.equal(root.querySelector("h1")?.textContent, "Hi Zoë!");
});

test("branches change arms, and patches reach into the arm that is shown", () => {
  const root = parsed(states[0]!.html);
  const instance = hydrate(list, root, states[0]!.shape, null);
  applyPatch(list, instance, { "1": [1, ["why"]] });
  applyPatch(list, instance, { "1": { "0": "because" } });
  assert.match(html(root), /no, because<br>/);
  applyPatch(list, instance, { "1": [0, []] });
  assert.match(html(root), /<em>yes<\/em>/);
  applyPatch(list, instance, { "1": null });
  assert.equal(html(root), html(parsed(states[0]!.html)));
  assert.throws(() => applyPatch(list, instance, { "1": { "0": "x" } }));
  assert.throws(() => applyPatch(list, instance, { "9": "x" }));
});

test("a text becomes HTML and a text again", () => {
  const plan = prepare({ v: 1, fragments: [[{ t: "p", c: ["a ", { s: 0 }, " z"] }]] });
  const root = parsed("<p>a b z</p>");
  const instance = hydrate(plan, root, [], null);
  for (const value of ["<b>x</b> y", "", "<i></i>", "t", "<u>1</u><u>2</u>"]) {
    applyPatch(plan, instance, { "0": value });
    assert.equal(html(root), html(parsed(`<p>a ${value} z</p>`)));
  }
});

test("a page that something else has changed is noticed", () => {
  const { html: text, shape } = states[0]!;
  for (const other of [text.replace("h1", "h2").replace("/h1", "/h2"), text.replace("Hi", "Ho"), "", `text${text}`]) {
    assert.throws(() => hydrate(list, parsed(other), shape, null), Mismatch, other);
  }
});

test("our own script in the page is passed over", () => {
  const root = parsed(`<h1>Hi A!</h1>\n<ul>\n  <li>none</li>\n</ul>`);
  const script = document.createElement("script");
  root.querySelector("ul")?.before(script);
  const instance = hydrate(list, root, [0, null, [0, []]], script);
  applyPatch(list, instance, { "0": "B" });
  assert.equal(root.querySelector("h1")?.textContent, "Hi B!");
});

test("fields follow the server, but not under somebody's fingers", () => {
  const plan = prepare({
    v: 1,
    fragments: [
      [
        { t: "input", a: [["value", 0, "", ""]] },
        { t: "input", a: [["type", "checkbox"], 1] },
        { t: "textarea", c: [{ s: 2 }] },
      ],
    ],
  });
  const root = parsed('<input value="a"><input type="checkbox" checked><textarea>t</textarea>');
  const instance = hydrate(plan, root, [0, "checked"], null);
  const [text, box] = root.querySelectorAll("input") as unknown as [HTMLInputElement, HTMLInputElement];
  const area = root.querySelector("textarea") as HTMLTextAreaElement;
  text.value = "typed";
  area.value = "typed";
  applyPatch(plan, instance, { "0": "b", "1": "", "2": "u" });
  assert.deepEqual([text.value, box.checked, area.value], ["b", false, "u"]);
  text.focus();
  text.value = "typing";
  applyPatch(plan, instance, { "0": "c", "1": "checked" });
  assert.deepEqual([text.value, text.getAttribute("value"), box.checked], ["typing", "c", true]);
  area.focus();
  area.value = "typing";
  applyPatch(plan, instance, { "2": "v" });
  assert.equal(area.value, "typing");
});

test("a field that somebody is in and has not touched catches up when it is left", () => {
  const plan = prepare({
    v: 1,
    fragments: [
      [
        { t: "input", a: [["value", 0, "", ""]] },
        { t: "textarea", c: [{ s: 1 }] },
      ],
    ],
  });
  const root = parsed('<input value="a"><textarea>a</textarea>');
  const instance = hydrate(plan, root, [], null);
  for (const [slot, field] of [...root.children].entries() as IterableIterator<[number, HTMLInputElement]>) {
    // As after any value that the server has sent.
    field.value = "a";
    field.focus();
    applyPatch(plan, instance, { [slot]: "b" });
    applyPatch(plan, instance, { [slot]: "c" });
    assert.equal(field.value, "a");
    field.blur();
    assert.equal(field.value, "c");
    field.focus();
    applyPatch(plan, instance, { [slot]: "d" });
    field.value = "typed";
    field.blur();
    assert.equal(field.value, "typed");
    applyPatch(plan, instance, { [slot]: "e" });
    assert.equal(field.value, "e");
  }
});

test("whole values keep rows whose key stands in an arm", () => {
  const rows: Plan = prepare({
    v: 1,
    fragments: [
      [{ l: 0, item: 1 }],
      [{ b: 0, arms: [2, 3] }],
      [{ t: "p", a: [["data-key", 0, "", ""]], c: [{ s: 1 }] }],
      [{ t: "b", c: [{ t: "i", a: [["data-key", 0, "h-", ""]] }] }],
    ],
    keys: { 1: [0, [2, 3]], 2: 0, 3: 0 },
  });
  const [instance, dom] = build(rows, 0, [[[[0, ["1", "one"]]], [[1, ["2"]]], [null], [[0, ["3", "three"]]]]], null);
  const root = document.createElement("main");
  root.append(dom);
  const before = new Map([...root.children].map((el) => [el.textContent + el.localName, el]));
  setValues(rows, instance, [[[[0, ["3", "three"]]], [[1, ["2"]]], [[0, ["1", "one"]]]]]);
  assert.equal(root.textContent, "threeone");
  assert.deepEqual(
    [...root.children],
    ["threep", "b", "onep"].map((name) => before.get(name)),
  );
});
