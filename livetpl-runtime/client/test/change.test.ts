// A controller with `change` hears what is typed, late enough to be few and early enough to lose nothing.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { actions, begin, core, dispatch, one, open, run } from "./stage";
import { part } from "../src/parts/change";
import type { ElementNode, PlanNode } from "../src/plan";

begin(part, []);
mock.timers.enable({ apis: ["setTimeout"] });

const input = (name: string, more: Partial<ElementNode> = {}): PlanNode => ({
  t: "input",
  v: 1,
  live: true,
  a: [["value", name === "title" ? 0 : 1, "", ""]],
  ...more,
});

const page = (form = ""): void => {
  open(
    [[{ t: "form", c: [input("title"), input("note"), { t: "input" }] }]],
    `<form ${form}><input name="title" value=""><input name="note" value="n"><input name="plain"></form>`,
  );
};

const type = (name: string, value: string, event = "input"): void => {
  const field = one<HTMLInputElement>(`[name=${name}]`);
  field.value = value;
  dispatch(field, event);
};

test("what is typed is sent 300 ms after the last key, with its form", () => {
  page();
  for (const value of ["a", "ab", "abc"]) {
    type("title", value);
    mock.timers.tick(299);
  }
  assert.deepEqual(actions(), []);
  mock.timers.tick(1);
  assert.deepEqual(actions(), [["change", { title: "abc", note: "n", plain: "" }]]);
  mock.timers.tick(1000);
  assert.deepEqual(actions(), []);
});

test("a field that the server gives no value is its form's own affair", () => {
  page();
  type("plain", "x");
  mock.timers.tick(1000);
  assert.deepEqual(actions(), []);
});

test("what waits goes out before any action, and when the field is left", () => {
  page();
  type("title", "a");
  run(one("form"), "save", {});
  assert.deepEqual(
    actions().map(([name]) => name),
    ["change", "save"],
  );
  type("note", "b");
  dispatch(one("[name=note]"), "focusout");
  assert.equal(actions().length, 1);
  mock.timers.tick(1000);
  assert.deepEqual(actions(), [], "once");
});

test("a field that is gone when the time has come has lost nothing", () => {
  page();
  type("title", "last");
  one("[name=title]").remove();
  mock.timers.tick(300);
  assert.deepEqual(actions(), [["change", { title: "last", note: "n", plain: "" }]]);
});

test("fields that say what they do, and forms that go elsewhere, are left alone", () => {
  for (const form of ['action="/x"', "lvt-form:no-intercept", 'lvt-on:change="check"']) {
    page(form);
    type("title", "a");
    mock.timers.tick(1000);
    assert.deepEqual(actions(), [], form);
  }
  page();
  one("[name=title]").setAttribute("lvt-on:input", "check");
  type("title", "a");
  mock.timers.tick(1000);
  assert.deepEqual(actions(), []);
});

test("choices are sent at once, each as forms send them", () => {
  open(
    [
      [
        { t: "input", v: 1, a: [0] },
        { t: "select", c: [{ t: "option", v: 1, a: [1] }, { t: "option" }] },
        { t: "textarea", v: 1, c: [{ s: 2 }] },
      ],
    ],
    '<input type="checkbox" name="done" value="yes"><select name="pick"><option>a</option><option>b</option></select><textarea name="text"></textarea>',
    ["", "", ""],
  );
  one<HTMLInputElement>("input").checked = true;
  dispatch(one("input"), "input");
  mock.timers.tick(0);
  one<HTMLInputElement>("input").checked = false;
  dispatch(one("input"), "input");
  mock.timers.tick(0);
  type("pick", "b");
  mock.timers.tick(0);
  type("text", "t");
  mock.timers.tick(300);
  assert.deepEqual(actions(), [
    ["change", { done: "yes" }],
    ["change", {}],
    ["change", { pick: "b" }],
    ["change", { text: "t" }],
  ]);
});

test("what was typed before anything heard is told, and again to a page that was mounted anew", () => {
  page();
  one<HTMLInputElement>("[name=title]").value = "early";
  let token = "a";
  const tell = part({ ...core, token: () => token });
  assert.equal(tell, undefined);
  mock.timers.tick(300);
  assert.deepEqual(actions(), [["change", { title: "early", note: "n", plain: "" }]]);
  document.dispatchEvent(new Event("lvt:connected"));
  return Promise.resolve().then(() => {
    mock.timers.tick(300);
    assert.deepEqual(actions(), [], "a page that came back knows");
    document.dispatchEvent(new Event("lvt:connected"));
    token = "b";
    return Promise.resolve().then(() => {
      mock.timers.tick(300);
      assert.equal(actions().length, 1);
    });
  });
});
