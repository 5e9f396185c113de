// With every part at work, a page that has lived long has as many listeners, observers and elements as a young one.

import assert from "node:assert/strict";
import test from "node:test";

import { dom } from "./dom";
import { begin, core, open } from "./stage";
import { part as change } from "../src/parts/change";
import { part as form } from "../src/parts/form";
import { part as el } from "../src/parts/el";
import { part as fx } from "../src/parts/fx";
import { part as hook } from "../src/parts/hook";
import { part as on } from "../src/parts/on";
import { part as scroll } from "../src/parts/scroll";
import type { PlanNode } from "../src/plan";
import { emit } from "../src/status";

let listeners = 0;
for (const target of [dom.window.document, dom.window] as unknown as EventTarget[]) {
  const { addEventListener: add, removeEventListener: remove } = target;
  target.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add.apply(target, args);
  };
  target.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove.apply(target, args);
  };
}
const observed = new Set<Element>();
globalThis.IntersectionObserver = class {
  observe = (el: Element): unknown => observed.add(el);
  unobserve = (el: Element): unknown => observed.delete(el);
} as never;
globalThis.requestAnimationFrame = (() => 0) as never;
dom.window.Element.prototype.animate = (() => ({ cancel: () => {} })) as never;
dom.window.Element.prototype.scrollTo = (() => {}) as never;

const followed: Set<Element>[] = [];
const { follow } = core;
core.follow = (on) => {
  const shown = follow(on);
  followed.push(shown);
  return shown;
};

let mounted = 0;
Object.assign(globalThis, {
  livetpl: {
    hooks: {
      Row: {
        mounted(): void {
          mounted++;
          (this as unknown as { on: (name: string, heard: () => void) => void }).on("ping", () => {});
        },
        destroyed: () => mounted--,
      },
    },
  },
});

const ATTRIBUTES = [
  ...["lvt-on:click-away", "lvt-on:window:keydown", "lvt-el:addclass:on:pending", "lvt-el:addclass:on:click-away"],
  ...["lvt-fx:scroll", "lvt-fx:highlight", "lvt-fx:animate", "lvt-scroll-sentinel", "lvt-scroll-away"],
];
const row: PlanNode = {
  t: "li",
  a: [...ATTRIBUTES.map((name): [string, string] => [name, "x"]), ["lvt-hook", "Row"]],
  c: [{ s: 0 }],
};

test("ten reconnects and many patches leave nothing behind", () => {
  begin(
    on,
    ATTRIBUTES.filter((name) => name.startsWith("lvt-on:")),
  );
  begin(
    el,
    ATTRIBUTES.filter((name) => name.startsWith("lvt-el:")),
  );
  begin(scroll, ["lvt-scroll-sentinel", "lvt-scroll-away"]);
  for (const part of [fx, hook, change, form]) begin(part, []);
  const page = open([[{ t: "ul", c: [{ l: 0, item: 1 }] }], [row]], "<ul></ul>");
  const count = (): number[] => [listeners, observed.size, mounted, ...followed.map((shown) => shown.size)];
  const round = (): void => {
    page.patch({ "0": { ops: [["i", 0, ["a"], ["b"], ["c"]]] } });
    page.patch({
      "0": {
        ops: [
          ["u", 0, { "0": "d" }],
          ["m", 0, 2],
          ["d", 1, 1],
        ],
      },
    });
    assert.deepEqual([observed.size, mounted], [2, 2]);
    emit(document, "disconnected");
    emit(document, "connected");
    page.patch({ "0": { ops: [["r"]] } });
  };
  // jsdom's own selectors listen once they are used.
  round();
  const before = count();
  assert.ok(listeners > 10);
  for (let i = 0; i < 10; i++) {
    round();
    assert.deepEqual(count(), before, `round ${i}`);
  }
});
