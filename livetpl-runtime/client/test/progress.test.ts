// The progress bar: there while an action takes long, gone with the last, and never where a page does without.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { answer, begin, run } from "./stage";
import { part } from "../src/parts/progress";

const bar = (): Element | null => document.querySelector("lvt-progress");

test("it shows actions that take long, and leaves nothing behind", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  run(document.body, "slow", {});
  begin(part, []);
  assert.ok(bar(), "it was loaded because something takes long");
  assert.ok(!bar()?.hasAttribute("style"));
  run(document.body, "slower", {});
  answer();
  assert.ok(bar());
  answer();
  assert.equal(bar(), null);

  run(document.body, "quick", {});
  mock.timers.tick(300);
  answer();
  mock.timers.tick(1000);
  assert.equal(bar(), null);

  document.documentElement.setAttribute("data-lvt-progress", "off");
  run(document.body, "slow", {});
  mock.timers.tick(1000);
  assert.equal(bar(), null);
  answer();
  mock.timers.reset();
});
