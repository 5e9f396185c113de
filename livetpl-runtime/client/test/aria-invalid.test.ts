// `aria-invalid`: where the focus goes when a form was refused, and from whom it is not taken.

import assert from "node:assert/strict";
import test from "node:test";

import "./dom";
import { answer, begin, failure, one, open, run } from "./stage";
import { part } from "../src/parts/aria-invalid";
import type { PlanNode } from "../src/plan";

begin(part, []);

const input = (id: string, slot?: number): PlanNode => ({
  t: "input",
  a: slot === undefined ? [["id", id]] : [["id", id], slot],
});

const page = (): ReturnType<typeof open> =>
  open(
    [
      [
        input("elsewhere", 0),
        { t: "form", c: [input("first"), input("second", 1), input("third", 2), { t: "button" }] },
      ],
    ],
    '<input id="elsewhere"><form><input id="first"><input id="second"><input id="third"><button></button></form>',
  );

const refuse = (patch: ReturnType<typeof open>["patch"], meanwhile?: string): void => {
  run(one("form"), "save", {});
  if (meanwhile) one(meanwhile).focus();
  patch({ "0": 'aria-invalid="true"', "1": 'aria-invalid="true"', "2": 'aria-invalid="true"' });
  answer(failure);
};

const focused = (): string => document.activeElement?.id ?? "";

test("the first invalid field of the form that was sent has the focus", () => {
  const { patch } = page();
  for (const from of ["#third", "button"]) {
    one(from).focus();
    refuse(patch);
    assert.equal(focused(), "second", `sent from ${from}`);
    patch({ "0": "", "1": "", "2": "" });
  }
});

test("a field that the user has moved on to keeps the focus", () => {
  const { patch } = page();
  for (const meanwhile of ["#first", "#elsewhere"]) {
    one("button").focus();
    refuse(patch, meanwhile);
    assert.equal(`#${focused()}`, meanwhile);
    patch({ "0": "", "1": "", "2": "" });
  }
});

test("an action that succeeds, and one that no form sent, moves no focus", () => {
  const { patch } = page();
  one("button").focus();
  patch({ "1": 'aria-invalid="true"' });
  run(one("form"), "save", {});
  answer();
  assert.equal(document.activeElement, one("button"));
  run(one("button"), "save", {});
  answer(failure);
  assert.equal(document.activeElement, one("button"));
});
