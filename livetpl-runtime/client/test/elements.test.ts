// Elements that parsers and browsers treat in their own ways: what is patched equals a fresh page, and what people did stays.

import assert from "node:assert/strict";
import test from "node:test";

import { parsed } from "./dom";
import { applyPatch, setValues } from "../src/apply";
import { build } from "../src/build";
import { hydrate } from "../src/hydrate";
import type { Instance } from "../src/instance";
import { type Plan, type PlanNode, type Shape, type Value, prepare } from "../src/plan";

const equal = (root: Element, html: string): void => {
  const fresh = parsed(html);
  const copy = root.cloneNode(true) as Element;
  copy.normalize();
  assert.ok(copy.isEqualNode(fresh), `${root.innerHTML}\nis not\n${html}`);
  assert.equal(copy.innerHTML, fresh.innerHTML);
};

type Page = {
  root: Element;
  instance: Instance;
  set: (...values: Value[]) => void;
  patch: (slot: number, v: Value) => void;
};

const open = (fragments: PlanNode[][], html: string, shape: Shape = [], keys: Plan["keys"] = {}): Page => {
  const plan = prepare({ v: 1, fragments, keys });
  const root = parsed(html);
  const instance = hydrate(plan, root, shape, null);
  return {
    root,
    instance,
    set: (...values) => setValues(plan, instance, values),
    patch: (slot, value) => applyPatch(plan, instance, { [slot]: value }),
  };
};

const built = (fragments: PlanNode[][], values: Value[]): Element => {
  const root = parsed("");
  root.append(build(prepare({ v: 1, fragments }), 0, values, null)[1]);
  return root;
};

test("attributes of SVG and MathML have their namespaces and their case", () => {
  const nodes: PlanNode[][] = [
    [
      {
        t: "svg",
        ns: "svg",
        a: [["xmlns", "http://www.w3.org/2000/svg"], ["xml:lang", 0, "", ""], 1],
        c: [{ t: "use", ns: "svg", a: [["xlink:href", 2, "#", ""]] }, { l: 3, item: 1 }, { s: 4 }],
      },
      { t: "math", ns: "math", a: [5], c: [{ t: "mi", ns: "math", a: [["definitionURL", "x"]] }] },
    ],
    [{ t: "circle", ns: "svg", a: [["r", 0, "", ""], 1] }],
  ];
  const html = (lang: string, set: string, use: string, rows: string[], inner: string, math: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${lang}" ${set}><use xlink:href="#${use}"></use>${rows
      .map((r) => `<circle r="${r}"></circle>`)
      .join("")}${inner}</svg><math ${math}><mi definitionurl="x"></mi></math>`;
  const one = html("en", "", "a", ["1"], "", "");
  const set = 'viewBox="0 0 1 1" xml:space="preserve"';
  const other = html("de", set, "b", ["1", "2"], "<linearGradient></linearGradient>x", 'definitionurl="y"');
  const values: Value[] = [
    "de",
    set,
    "b",
    [
      ["1", ""],
      ["2", ""],
    ],
    "<linearGradient></linearGradient>x",
    'definitionurl="y"',
  ];
  const page = open(nodes, one, [0, "", 0, 1]);
  page.set(...values);
  equal(page.root, other);
  equal(built(nodes, values), other);
  page.set("en", "", "a", [["1", ""]], "", "");
  equal(page.root, one);
});

test("a template's content is not among its children", () => {
  const nodes: PlanNode[][] = [
    [{ t: "template", a: [["id", 0, "", ""]], c: [{ t: "tr", c: [{ l: 1, item: 1 }] }, { s: 2 }] }],
    [{ t: "td", c: [{ s: 0 }] }],
  ];
  const html = (id: string, cells: string[], tail: string): string =>
    `<template id="${id}"><tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>${tail}</template>`;
  const page = open(nodes, html("a", ["x"], ""), [0, 1]);
  page.set("b", [["y"], ["z"]], "");
  equal(page.root, html("b", ["y", "z"], ""));
  equal(built(nodes, ["b", [["y"], ["z"]], ""]), html("b", ["y", "z"], ""));
  assert.equal(page.root.querySelector("td"), null);
});

test("text-only elements hold text, whatever it looks like", () => {
  const nodes: PlanNode[][] = [
    [
      { t: "textarea", c: [{ s: 0, n: 1 }] },
      { t: "script", a: [["type", "application/json"]], c: ['{"a":', { s: 1 }, "}"] },
      { t: "pre", c: [{ s: 2, n: 1 }] },
      { t: "title", c: ["a ", { s: 3 }, " z"] },
    ],
  ];
  const html = (area: string, json: string, pre: string): string =>
    `<textarea>${area}</textarea><script type="application/json">{"a":${json}}</script><pre>${pre}</pre><title>a ${area} z</title>`;
  const states: [string, string, string][] = [
    ["", "1", ""],
    ["a <b>c</b> &#60;", '"&amp;\\u003c"', "x"],
    ["\nline", "[]", "\n\ntwo"],
    ["&#38;amp;", '"&#38;"', "\ny"],
  ];
  for (const from of states) {
    const page = open(nodes, html(...from), [
      from[0].includes("<") ? from[0] : 0,
      0,
      0,
      from[0].includes("<") ? from[0] : 0,
    ]);
    for (const to of states) {
      page.set(...to, to[0]);
      equal(page.root, html(...to));
      equal(built(nodes, [...to, to[0]]), html(...to));
    }
  }
});

test("HTML in a slot is read as its element's", () => {
  const nodes: PlanNode[][] = [
    [
      { t: "table", c: [{ t: "tbody", c: [{ t: "tr", c: [{ t: "td", c: [{ s: 0 }] }] }] }] },
      { t: "svg", ns: "svg", c: [{ s: 1 }] },
    ],
  ];
  const html = (cell: string, svg: string): string =>
    `<table><tbody><tr><td>${cell}</td></tr></tbody></table><svg>${svg}</svg>`;
  const page = open(nodes, html("", ""));
  for (const [cell, svg] of [
    ["<i>a</i>b<script>0</script>", "<circle></circle>"],
    ["<ul><li>x</li></ul>", "t"],
    ["", "<g></g><text>x</text>"],
    ["</b>", ""],
    ["t", ""],
  ] as const) {
    page.set(cell, svg);
    equal(page.root, html(cell, svg));
  }
  page.set("<b>1</b>", "");
  const kept = page.root.querySelector("b");
  page.set("<b>1</b>", "x");
  assert.equal(page.root.querySelector("b"), kept, "HTML that did not change is not made anew");
});

test("boxes follow the server's own value only when that changes", () => {
  const nodes: PlanNode[][] = [
    [
      { t: "input", a: [["type", "checkbox"], 0] },
      { t: "input", a: [["type", "radio"], ["name", "r"], 1] },
      { t: "input", a: [["type", "radio"], ["name", "r"], 2] },
      { t: "details", a: [3] },
      { s: 4 },
    ],
  ];
  const page = open(
    nodes,
    '<input type="checkbox"><input type="radio" name="r" checked><input type="radio" name="r"><details></details>',
    [0, "checked"],
  );
  const [box, one, two] = [...page.root.querySelectorAll("input")] as [
    HTMLInputElement,
    HTMLInputElement,
    HTMLInputElement,
  ];
  const details = page.root.querySelector("details") as HTMLDetailsElement;
  box.checked = true;
  two.checked = true;
  details.open = true;
  page.patch(4, "x");
  page.set("", "checked", "", "", "y");
  assert.deepEqual([box.checked, one.checked, two.checked, details.open], [true, false, true, true]);
  page.set("checked", "", "checked", "open", "y");
  page.set("", "checked", "", "", "y");
  assert.deepEqual([box.checked, one.checked, two.checked, details.open], [false, true, false, false]);
});

test("a value that was absent at first fills its field", () => {
  const page = open(
    [
      [
        { t: "input", a: [0] },
        { t: "input", a: [["value", 1, "a", ""]] },
      ],
    ],
    '<input><input value="a1">',
    [0, 0],
  );
  const [field, other] = [...page.root.querySelectorAll("input")] as [HTMLInputElement, HTMLInputElement];
  field.value = "typed";
  page.patch(0, 'value="x &#38; y" placeholder=p');
  assert.deepEqual([field.value, field.placeholder], ["x & y", "p"]);
  other.value = "typed";
  page.set("", "1");
  assert.deepEqual([field.value, field.hasAttribute("value"), other.value], ["", false, "typed"]);
  page.patch(1, "2");
  assert.equal(other.value, "a2");
});

test("a choice stays while options change, until the server chooses", () => {
  const nodes: PlanNode[][] = [
    [{ t: "select", c: [{ l: 0, item: 1 }] }],
    [{ t: "option", a: [["data-key", 0, "", ""], 1], c: [{ s: 2 }] }],
  ];
  const rows = (keys: string, chosen = ""): Value[][] =>
    [...keys].map((key) => [key, key === chosen ? "selected" : "", key]);
  const start = (chosen: string): [Page, HTMLSelectElement] => {
    const page = open(
      nodes,
      `<select><option data-key="a">a</option><option data-key="b" selected>b</option><option data-key="c">c</option></select>`,
      [[[], [0, "selected"], []]],
      { 1: 0 },
    );
    const select = page.root.querySelector("select") as HTMLSelectElement;
    select.value = chosen;
    return [page, select];
  };
  for (const [chosen, keys, server, expected] of [
    ["c", "abcd", "b", "c"],
    ["c", "dcba", "b", "c"],
    ["a", "cab", "b", "a"],
    ["c", "ab", "b", "b"],
    ["c", "abc", "a", "a"],
    ["a", "abcd", "d", "d"],
    ["c", "dabc", "d", "d"],
    ["b", "ac", "", "a"],
  ] as const) {
    const [page, select] = start(chosen);
    page.set(rows(keys, server));
    assert.equal(select.value, expected, `${chosen} chosen, then ${keys} with ${server}`);
  }
});

test("muted is a property, too", () => {
  const page = open([[{ t: "video", a: [0] }]], "<video></video>");
  const video = page.root.querySelector("video") as HTMLVideoElement;
  page.patch(0, "muted");
  assert.ok(video.muted);
  page.patch(0, "");
  assert.ok(!video.muted);
});

test("HTML at the top of an arm or an item is read as inside of the element around", () => {
  const nodes: PlanNode[][] = [
    [
      {
        t: "svg",
        ns: "svg",
        c: [
          { l: 0, item: 1 },
          { b: 1, arms: [2] },
        ],
      },
    ],
    [{ s: 0, x: 1 }],
    [{ s: 0, x: 1 }],
  ];
  const html = (inner: string): string => `<svg>${inner}</svg>`;
  const { root, patch } = open(nodes, html("<g></g>"), [[["<g></g>"]], null]);
  patch(0, { ops: [["i", 1, ['<path d="m"></path>']]] } as never);
  equal(root, html('<g></g><path d="m"></path>'));
  patch(1, [0, ["<circle></circle>"]]);
  equal(root, html('<g></g><path d="m"></path><circle></circle>'));
  assert.ok([...(root.firstElementChild?.children ?? [])].every((el) => el.namespaceURI?.endsWith("svg")));
});

test("texts and attributes are read as a parser reads them", () => {
  const nodes: PlanNode[][] = [
    [
      { t: "a", a: [["href", 0, "/", ""]], c: [{ s: 1 }] },
      { t: "svg", ns: "svg", c: [{ t: "text", ns: "svg", c: [{ s: 2 }] }] },
      { t: "title", c: [{ s: 3 }] },
    ],
  ];
  const html = (text: string): string =>
    `<a href="/${text}">${text}</a><svg><text>${text}</text></svg><title>${text}</title>`;
  const { root, set } = open(nodes, html("x"));
  for (const text of [
    "?a=1&copy=2&para;&region=4&amp",
    "a&#9;b&#0000039;&#38b&#x26b",
    "&#55296;&#1114112;&#128;&#0;",
    "\na\r\nb\rc",
    "&notit; &nosuch; &",
    "&#34;&#60;b&#62;&#39;&#38;amp;",
    "a\0b",
  ]) {
    set(text, text, text, text);
    equal(root, html(text));
    equal(built(nodes, [text, text, text, text]), html(text));
  }
});

test("a line break that is first in <pre> is dropped before HTML, too", () => {
  const nodes: PlanNode[][] = [[{ t: "pre", c: [{ s: 0, n: 1 }] }]];
  const { root, set } = open(nodes, "<pre>x</pre>");
  for (const text of ["\n<u>k</u>", "\r\n\n<u>k</u>", "\nplain", "<u>k</u>\n"]) {
    set(text);
    equal(root, `<pre>${text}</pre>`);
    const again = open(nodes, `<pre>${text}</pre>`, [text]);
    again.set("y");
    equal(again.root, "<pre>y</pre>");
  }
});

test("names that the DOM refuses and parsers take are set all the same", () => {
  const nodes: PlanNode[][] = [
    [
      {
        t: "i",
        a: [
          ["@click", "x"],
          ["v-on:a", 0, "", ""],
        ],
      },
    ],
  ];
  equal(built(nodes, ["1"]), '<i @click="x" v-on:a="1"></i>');
});

test("an option that becomes another one is not chosen for it", () => {
  const page = open(
    [[{ t: "select", c: [{ l: 0, item: 1 }] }], [{ t: "option", a: [["value", 0, "", ""]], c: [{ s: 1 }] }]],
    '<select><option value="paris">Paris</option><option value="lyon">Lyon</option></select>',
    [2],
  );
  const select = page.root.querySelector("select") as HTMLSelectElement;
  const become = (...names: string[]): void =>
    page.patch(0, { ops: names.map((name, i) => ["u", i, { "0": name, "1": name }]) } as never);
  select.value = "lyon";
  become("berlin", "hamburg");
  assert.equal(select.value, "berlin", "as a fresh page shows it");
  become("hamburg", "berlin");
  assert.equal(select.value, "berlin", "it is another one now");
});

test("a range that is built before its bounds are known shows what a fresh page shows", () => {
  const plan = prepare({
    v: 1,
    fragments: [
      [
        {
          t: "input",
          v: 1,
          a: [
            ["type", "range"],
            ["value", 0, "", ""],
            ["max", 1, "", ""],
          ],
        },
      ],
    ],
  });
  const [instance, made] = build(plan, 0, ["300", "500"], document.body);
  const range = made.firstElementChild as HTMLInputElement;
  assert.equal(range.value, "300");
  applyPatch(plan, instance, { "1": "200" });
  applyPatch(plan, instance, { "1": "400" });
  assert.equal(range.value, "300");
  range.value = "7";
  applyPatch(plan, instance, { "1": "500" });
  assert.equal(range.value, "7", "what somebody has set stays");
});
