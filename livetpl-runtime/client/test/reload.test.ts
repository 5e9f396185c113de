// A page that is left behind by a deploy: it loads again once, and what was typed is there again.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { parsed } from "./dom";
import { one } from "./stage";
import { reload, restore, settled } from "../src/reload";

let loads = 0;
Object.defineProperty(globalThis, "location", { value: { reload: () => loads++ }, configurable: true });

const PAGE = `<input name="a"><textarea name="b"></textarea><select name="c"><option>1<option>2</select>
  <input type="checkbox" name="d"><input type="password" name="e"><input type="hidden" name="f" value="h">`;

beforeEach(() => {
  loads = 0;
  sessionStorage.clear();
  parsed(PAGE);
});

const field = (name: string): HTMLInputElement => one(`[name=${name}]`);

test("what was typed, chosen and ticked comes back; passwords are kept nowhere", () => {
  for (const [name, value] of ["ax", "by", "c2", "es", "fz"].map((one) => [...one] as [string, string]))
    field(name).value = value;
  field("d").checked = true;
  reload("p");
  assert.equal(loads, 1);
  assert.ok(!JSON.stringify({ ...sessionStorage }).includes('"s"'));
  parsed(PAGE);
  restore();
  assert.deepEqual(
    [..."abcef"].map((name) => field(name).value),
    ["x", "y", "2", "", "h"],
  );
  assert.ok(field("d").checked);
  // Once: the next load is nobody's but the server's.
  parsed(PAGE);
  restore();
  assert.equal(field("a").value, "");
});

test("a page with fewer fields takes what it has", () => {
  field("a").value = "x";
  reload("p");
  parsed("<p>none</p>");
  restore();
  assert.equal(document.querySelector("input"), null);
});

test("one plan is left behind once, until a page has joined", () => {
  for (const plan of ["p", "p", "q", "q"]) reload(plan);
  assert.equal(loads, 2);
  settled();
  reload("q");
  assert.equal(loads, 3);
});

test("a browser that keeps nothing for this site is not sent in circles", () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, "sessionStorage") as PropertyDescriptor;
  Object.defineProperty(globalThis, "sessionStorage", {
    get: () => {
      throw new Error("refused");
    },
    configurable: true,
  });
  reload("p");
  restore();
  settled();
  Object.defineProperty(globalThis, "sessionStorage", own);
  assert.equal(loads, 0);
});
