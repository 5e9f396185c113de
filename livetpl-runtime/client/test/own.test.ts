// A form whose fields are called as what it can do itself: it is found, changed, moved, sent, reset and taken away all the same.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dom, html, parsed } from "./dom";
import { actions, answer, begin, core, dispatch, one, open, run, sent } from "./stage";
import { listen } from "../src/actions";
import { applyPatch } from "../src/apply";
import { hydrate } from "../src/hydrate";
import { part as aria } from "../src/parts/aria-invalid";
import { part as change } from "../src/parts/change";
import { part as el } from "../src/parts/el";
import { part as form } from "../src/parts/form";
import { part as fx } from "../src/parts/fx";
import { part as on } from "../src/parts/on";
import { part as upload } from "../src/parts/upload";
import { type Op, type PlanNode, prepare } from "../src/plan";

globalThis.addEventListener = dom.window.addEventListener.bind(dom.window) as never;

const NAMES = [
  ...["remove", "matches", "submit", "action", "method", "id", "elements", "reset", "attributes", "animate", "before"],
  ...["after", "append", "children", "name", "target", "length", "contains", "requestSubmit"],
];
const FIELDS = NAMES.map((name) => `<input name="${name}" value="${name}">`).join("");
const DATA = Object.fromEntries(NAMES.map((name) => [name, name]));

let animated = 0;
dom.window.Element.prototype.animate = (() => (animated++, { cancel: () => {} })) as never;

listen(run);
begin(on, ["lvt-on:input"]);
begin(el, ["lvt-el:reset:on:error", "lvt-el:addclass:on:pending"]);
for (const one of [aria, change, form, fx]) begin(one as never, []);
void upload({ ...core, part: async <T>() => (() => {}) as T });

const fields: PlanNode[] = NAMES.map((name) => ({
  t: "input",
  a: [
    ["name", name],
    ["value", name],
  ],
}));
const ATTRIBUTES: [string, string][] = [
  ["lvt-form:action", "save"],
  ["lvt-form:disable-with", ""],
  ["lvt-on:input", "look"],
  ["lvt-data-of", "it"],
  ["lvt-fx:animate", "fade"],
  ["lvt-fx:highlight", ""],
];
const head = ATTRIBUTES.map(([name, value]) => `${name}="${value}"`).join(" ");
/** A form with a text of the server's. */
const row: PlanNode = { t: "form", a: ATTRIBUTES, c: [...fields, { s: 0 }, { t: "button", c: ["go"] }] };
const rowHtml = (text: string): string => `<form ${head}>${FIELDS}${text}<button>go</button></form>`;

/** Does to the forms of the page what browsers do, and jsdom does not. */
const hide = (): void => {
  for (const form of document.querySelectorAll("form")) {
    for (const name of NAMES) {
      const get = (): Element | null => Element.prototype.querySelector.call(form, `[name=${name}]`);
      Object.defineProperty(form, name, { get, configurable: true });
    }
  }
};
const show = (html: string): void => {
  parsed(html);
  hide();
};
const page = (...args: Parameters<typeof open>): ReturnType<typeof open> => {
  const made = open(...args);
  hide();
  return {
    ...made,
    patch: (patch) => {
      made.patch(patch);
      hide();
    },
  };
};

test("to find and change what is in a form, the form is asked no more often for more rows", () => {
  const asks = (rows: number): [found: number, changed: number] => {
    const numbers = Array.from({ length: rows }, (_, i) => i);
    const [before, after] = [(i: number): string => `<i>${i}</i>`, (i: number): string => `<i>-${i}</i>`];
    const root = parsed(`<form>${numbers.map((i) => `<button>${i}</button>${before(i)}`).join("")}</form>`);
    let asked = 0;
    // Whoever asks a form for anything has all of its fields looked through.
    const count = (form: Element): Element => {
      for (const name of [
        "localName",
        "namespaceURI",
        "nodeType",
        "insertBefore",
        "moveBefore",
        "childNodes",
        "isConnected",
      ]) {
        const get = (): unknown => (asked++, Reflect.get(HTMLFormElement.prototype, name, form));
        Object.defineProperty(form, name, { get });
      }
      return form;
    };
    count(one("form"));
    const plan = prepare({
      v: 1,
      fragments: [[{ t: "form", c: [{ l: 0, item: 1 }] }], [{ t: "button", c: [{ s: 0 }] }, { s: 1 }]],
    });
    const shape = [numbers.map((i) => ["", before(i)])];
    const instance = hydrate(plan, root, shape, null);
    const found = asked;
    applyPatch(plan, instance, { "0": { ops: numbers.map((i): Op => ["u", i, { "1": after(i) }]) } });
    assert.equal(html(root), `<form>${numbers.map((i) => `<button>${i}</button>${after(i)}`).join("")}</form>`);
    return [found, asked - found];
  };
  const few = asks(10);
  assert.ok(Math.max(...few) < 10);
  assert.deepEqual(asks(100), few);
});

test("such forms are found, changed, put in, moved and taken out", () => {
  const { root, patch } = page([[{ l: 0, item: 1 }], [row]], rowHtml("a") + rowHtml("b"), [[["a"], ["b"]]]);
  const texts = (): string[] => [...root.querySelectorAll("form")].map((form) => form.textContent.replace("go", ""));
  const [first, second] = root.querySelectorAll("form");
  patch({ "0": { ops: [["u", 0, { "0": "A" }]] } });
  patch({ "0": { ops: [["i", 0, ["0"]]] } });
  patch({ "0": { ops: [["i", 2, ["1"]]] } });
  assert.deepEqual(texts(), ["0", "A", "1", "b"]);
  patch({ "0": { ops: [["m", 3, 1]] } });
  assert.deepEqual(texts(), ["0", "b", "A", "1"]);
  assert.deepEqual([root.children[1], root.children[2]], [second, first]);
  patch({ "0": [["x"], ["y"]] });
  patch({ "0": { ops: [["d", 0, 1]] } });
  assert.equal(html(root), rowHtml("y"));
  patch({ "0": { ops: [["r"]] } });
  assert.equal(html(root), "");
  assert.ok(animated > 0);
});

test("such a form's branches, lists and texts change in it", () => {
  const { root, patch } = page(
    [[{ t: "form", c: [...fields, { s: 0 }, { b: 1, arms: [1] }, { l: 2, item: 1 }] }], [{ t: "b", c: [{ s: 0 }] }]],
    `<form>${FIELDS}t</form>`,
    ["t", null, 0],
  );
  patch({ "0": "u", "1": [0, ["x"]], "2": { ops: [["i", 0, ["1"], ["2"]]] } });
  assert.equal(html(root), `<form>${FIELDS}u<b>x</b><b>1</b><b>2</b></form>`);
  patch({ "0": "<i>v</i>", "1": null, "2": { ops: [["m", 1, 0]] } });
  assert.equal(html(root), `<form>${FIELDS}<i>v</i><b>2</b><b>1</b></form>`);
});

test("such a form is sent, shows that it is, and is reset when that was well", () => {
  show(`<form ${head}>${FIELDS}<button>go</button></form>`);
  const button = one<HTMLButtonElement>("button");
  const field = one<HTMLInputElement>("[name=reset]");
  const reset = (): string => field.value;
  field.value = "typed";
  button.click();
  assert.deepEqual([sent[0]?.action, sent[0]?.data], ["save", { ...DATA, reset: "typed" }]);
  assert.ok(button.disabled);
  answer({ code: "refused", message: "no" });
  assert.deepEqual([button.disabled, reset()], [false, "typed"]);
  button.click();
  answer();
  assert.deepEqual([button.disabled, reset()], [false, "reset"]);
});

test("what is typed into such a form is an action with all of its data", () => {
  show(`<form ${head}>${FIELDS}</form>`);
  dispatch(one("form"), "input");
  assert.deepEqual(actions(), [["look", { ...DATA, of: "it" }]]);
});

test("such a form resets and marks itself while actions run", () => {
  const { patch } = page(
    [
      [{ b: 0, arms: [1] }],
      [
        {
          t: "form",
          a: [
            ["lvt-el:reset:on:error", ""],
            ["lvt-el:addclass:on:pending", "busy"],
          ],
          c: fields,
        },
      ],
    ],
    "",
    [null],
  );
  patch({ "0": [0, []] });
  const field = one<HTMLInputElement>("[name=reset]");
  field.value = "typed";
  run(one("form"), "save", {});
  assert.equal(one("form").className, "busy");
  answer({ code: "refused", message: "no" });
  assert.equal(field.value, "reset");
});

test("such a form waits for its files", async () => {
  show(
    `<form lvt-form:action="save">${FIELDS}<input type="file" name="files" lvt-upload="paper"><button>go</button></form>`,
  );
  const input = one<HTMLInputElement>("[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["a"], "a.txt")], configurable: true });
  dispatch(input, "change");
  sent.splice(0);
  one<HTMLButtonElement>("button").click();
  assert.deepEqual(actions(), []);
  document.dispatchEvent(
    new CustomEvent("lvt:event:lvt:upload", { detail: { chunk: 1, window: 1, files: { "1": true } } }),
  );
  assert.deepEqual(actions(), [["save", DATA]]);
});
