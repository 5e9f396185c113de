// `lvt-scroll-sentinel` asks once at a time, also after a lost connection; `lvt-scroll-away` follows its box.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { parsed } from "./dom";
import { answer, begin, dispatch, failure, one, open, sent } from "./stage";
import { part } from "../src/parts/scroll";
import { emit } from "../src/status";

/** One observer, as the part has; `see` says what its user sees. */
const observed = new Set<Element>();
let seen: Element | null = null;
let notify: (entries: { isIntersecting: boolean; target: Element }[]) => void = () => {};
let observers = 0;
globalThis.IntersectionObserver = class {
  constructor(heard: typeof notify) {
    observers++;
    notify = heard;
  }
  observe(el: Element): void {
    observed.add(el);
    // A browser tells of each new element once.
    notify([{ isIntersecting: el === seen, target: el }]);
  }
  unobserve(el: Element): void {
    observed.delete(el);
  }
} as never;

const see = (el: Element | null): void => {
  seen = el;
  for (const target of observed) notify([{ isIntersecting: target === el, target }]);
};

const due: (() => void)[] = [];
globalThis.requestAnimationFrame = ((run: () => void) => due.push(run)) as never;
const paint = (): void => due.splice(0).forEach((run) => run());

begin(part, ["lvt-scroll-sentinel", "lvt-scroll-away"]);

/** Rows, and a sentinel behind them while there are more. */
const feed = (): ReturnType<typeof open> => {
  const page = open(
    [
      [
        { t: "ul", c: [{ l: 0, item: 1 }] },
        { b: 1, arms: [2] },
      ],
      [{ t: "li" }],
      [
        {
          t: "i",
          a: [
            ["lvt-scroll-sentinel", "more"],
            ["lvt-data-page", 0, "", ""],
          ],
        },
      ],
    ],
    "<ul></ul>",
    [0, null],
  );
  page.patch({ "1": [0, ["1"]] });
  return page;
};

test("a sentinel asks once at a time, and again while it is still seen", () => {
  const page = feed();
  see(one("i"));
  see(one("i"));
  assert.deepEqual(
    sent.map(({ action, data }) => [action, data]),
    [["more", { page: "1" }]],
  );
  page.patch({ "0": { ops: [["i", 0, [], []]] }, "1": { "0": "2" } });
  see(one("i"));
  assert.equal(sent.length, 1, "its answer has not come");
  answer();
  assert.deepEqual(
    sent.map(({ data }) => data),
    [{ page: "2" }],
    "the rows did not fill the window",
  );
  page.patch({ "1": null });
  answer();
  assert.deepEqual([sent.length, observed.size], [0, 0], "a sentinel that is gone asks for nothing");
});

test("an answer that brings nothing is not asked for again", () => {
  const page = feed();
  see(one("i"));
  answer();
  assert.equal(sent.length, 0);
  see(null);
  see(one("i"));
  assert.equal(sent.length, 1, "it is when somebody comes back to it");
  answer();
  page.patch({ "1": null });
});

test("what a lost connection left unanswered is asked for again, for ten reconnects and longer", () => {
  feed();
  see(one("i"));
  const errors = mock.method(console, "error", () => {});
  for (let round = 0; round < 10; round++) {
    assert.equal(sent.length, 1);
    answer({ ...failure, code: "disconnected" });
    assert.equal(sent.length, 0, "it waits for the connection");
    emit(document, "connected");
  }
  errors.mock.restore();
  assert.equal(observers, 1, "with one observer");
  assert.equal(observed.size, 1);
  sent.length = 0;
});

test("an element shows while its box is scrolled away from the end", () => {
  parsed("");
  const page = open(
    [
      [
        { t: "div", a: [["id", "log"]] },
        { l: 0, item: 1 },
      ],
      [
        {
          t: "b",
          a: [
            ["lvt-scroll-away", "bottom"],
            ["data-lvt-target", "#log"],
          ],
        },
      ],
    ],
    '<div id="log"></div>',
  );
  const log = one("#log");
  Object.defineProperties(log, {
    scrollHeight: { value: 1000, writable: true },
    clientHeight: { value: 300 },
    scrollTop: { value: 700, writable: true },
  });
  page.patch({ "0": { ops: [["i", 0, []]] } });
  paint();
  assert.equal(one("b").className, "");
  log.scrollTop = 100;
  for (let i = 0; i < 5; i++) dispatch(log, "scroll", { bubbles: false });
  assert.equal(due.length, 1, "once a picture");
  paint();
  assert.equal(one("b").className, "visible");
  log.scrollTop = 700;
  dispatch(log, "scroll", { bubbles: false });
  paint();
  assert.ok(!one("b").hasAttribute("class"));
  Object.assign(log, { scrollHeight: 2000 });
  page.patch({ "0": { ops: [["i", 1, []]] } });
  paint();
  assert.equal(one("b").className, "visible", "more has come below");
});
