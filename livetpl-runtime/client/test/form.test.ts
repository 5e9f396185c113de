// `lvt-form:disable-with`: a button while its action runs, and what it is afterwards.

import assert from "node:assert/strict";
import test from "node:test";

import "./dom";
import { answer, begin, failure, one, open, run } from "./stage";
import { part } from "../src/parts/form";
import type { PlanNode } from "../src/plan";

begin(part, []);

const button = (more: PlanNode[] = []): PlanNode => ({
  t: "button",
  a: [["lvt-form:disable-with", "Saving…"], 0],
  c: [{ t: "b", c: [{ s: 1 }] }, ...more],
});

const page = (): ReturnType<typeof open> =>
  open([[{ t: "form", c: [button()] }]], '<form><button lvt-form:disable-with="Saving…"><b>Save 1</b></button></form>');

test("a button is disabled and says so until its form's action is answered", () => {
  const { root } = page();
  const before = root.innerHTML;
  for (const error of [undefined, failure]) {
    run(one("form"), "save", {});
    assert.ok(one<HTMLButtonElement>("button").disabled);
    assert.equal(one("button").textContent, "Saving…");
    answer(error);
    assert.equal(root.innerHTML, before);
  }
});

test("what the server changes meanwhile is there afterwards", () => {
  const { root, patch } = page();
  run(one("form"), "save", {});
  patch({ "0": "disabled", "1": "Save 2" });
  assert.equal(one("button").textContent, "Saving…");
  answer();
  assert.equal(
    root.innerHTML,
    '<form><button lvt-form:disable-with="Saving…" disabled=""><b>Save 2</b></button></form>',
  );
  patch({ "0": "" });
  assert.ok(!one<HTMLButtonElement>("button").disabled);
});

test("two actions of one form are one wait", () => {
  page();
  run(one("form"), "save", {});
  run(one("form"), "save", {});
  answer();
  assert.ok(one<HTMLButtonElement>("button").disabled);
  answer();
  assert.equal(one("button").textContent, "Save 1");
});

test("a button whose form is gone when the answer comes is as it was", () => {
  page();
  const kept = one<HTMLButtonElement>("button");
  run(one("form"), "save", {});
  one("form").remove();
  answer();
  assert.deepEqual([kept.disabled, kept.textContent], [false, "Save 1"]);
});

test("the focus comes back to a button that had it, and is taken from nothing else", () => {
  const { root } = page();
  const input = root.appendChild(document.createElement("input"));
  for (const moves of [false, true]) {
    one("button").focus();
    run(one("form"), "save", {});
    // Browsers take the focus from what is disabled.
    one("button").blur();
    if (moves) input.focus();
    answer();
    assert.equal(document.activeElement, moves ? input : one("button"));
  }
});

test("a lone button, and a submit that is an input", () => {
  const { root } = open(
    [[{ t: "form", c: [{ t: "input" }] }]],
    '<form lvt-form:disable-with="Wait"><input type="submit" value="Go"><input name="a"></form>',
  );
  const before = root.innerHTML;
  run(one("form"), "go", {});
  assert.equal(one<HTMLInputElement>("[type=submit]").value, "Wait");
  assert.ok(!one<HTMLInputElement>("[name=a]").disabled);
  answer();
  assert.equal(root.innerHTML, before);
});
