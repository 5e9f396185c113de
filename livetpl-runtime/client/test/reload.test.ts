// A page that is left behind by a deploy: it loads again once.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { parsed } from "./dom";
import { reload, renew, settled } from "../src/reload";

let loads = 0;
Object.defineProperty(globalThis, "location", { value: { reload: () => loads++ }, configurable: true });

beforeEach(() => {
  loads = 0;
  sessionStorage.clear();
});

test("what was typed is kept before the page is loaded", () => {
  const done: number[] = [];
  reload("p", () => done.push(loads));
  assert.deepEqual([done, loads], [[0], 1]);
});

test("nothing of another user's page stays", () => {
  parsed("<p>Ada's</p>");
  renew();
  assert.deepEqual([document.body.childNodes.length, loads], [0, 1]);
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
  settled();
  Object.defineProperty(globalThis, "sessionStorage", own);
  assert.equal(loads, 0);
});
