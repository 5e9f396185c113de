// Classes and attributes that both the server and the browser set: each keeps what it wrote last.

import assert from "node:assert/strict";
import test from "node:test";

import { html } from "./dom";
import { open } from "./stage";
import { hold } from "../src/attributes";
import type { PlanNode } from "../src/plan";

const NAMES = ["a", "b", "c", "d"];

/** A small generator of numbers that tests can repeat. */
const random = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
};

const subset = (next: (below: number) => number): string[] => NAMES.filter(() => next(2));

const sorted = (names: Iterable<string>): string[] => [...names].sort();

/** A class in a slot of its own, and one among whole attributes. */
const pages: [name: string, plan: PlanNode, write: (classes: string[]) => string][] = [
  ["a value", { t: "p", a: [["class", 0, "x ", ""]] }, (names) => names.join(" ")],
  ["a set", { t: "p", a: [0] }, (names) => `class="x ${names.join(" ")}"`],
];

for (const [name, plan, write] of pages) {
  test(`each class is whose who wrote it last: ${name}`, () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      let server = subset(next);
      const first = write(server);
      const page = open([[plan]], `<p ${name === "a set" ? first : `class="x ${first}"`}></p>`, [first]);
      const el = page.root.firstElementChild as Element;
      const model = new Set(["x", ...server]);
      for (let step = 0; step < 12; step++) {
        if (next(2)) {
          const after = subset(next);
          page.patch({ "0": write(after) });
          server.filter((one) => !after.includes(one)).forEach((one) => model.delete(one));
          after.filter((one) => !server.includes(one)).forEach((one) => model.add(one));
          server = after;
        } else {
          const toggled = NAMES[next(NAMES.length)] as string;
          if (el.classList.toggle(toggled)) model.add(toggled);
          else model.delete(toggled);
        }
        assert.deepEqual(sorted(el.classList), sorted(model), `seed ${seed}, step ${step}`);
      }
    }
  });

  test(`what the browser takes back leaves the server's own: ${name}`, () => {
    const page = open([[plan]], `<p ${name === "a set" ? write(["a"]) : `class="x a"`}></p>`, [write(["a"])]);
    const el = page.root.firstElementChild as Element;
    el.classList.add("open");
    page.patch({ "0": write(["b", "c"]) });
    assert.deepEqual(sorted(el.classList), ["b", "c", "open", "x"]);
    el.classList.remove("open");
    page.patch({ "0": write(["c"]) });
    assert.equal(html(page.root), '<p class="x c"></p>', "byte for byte as a fresh page");
  });
}

test("an attribute that the browser set stays until the server's own value changes", () => {
  const plan: PlanNode = { t: "p", a: [0, ["title", 1, "", ""]] };
  const page = open([[plan]], '<p hidden title="1"></p>', ["hidden"]);
  const el = page.root.firstElementChild as HTMLElement;
  el.hidden = false;
  el.title = "mine";
  page.patch({ "0": 'hidden lang="en"' });
  assert.deepEqual([el.hidden, el.title, el.lang], [false, "mine", "en"]);
  page.patch({ "0": 'lang="en"', "1": "2" });
  page.patch({ "0": 'hidden lang="en"' });
  assert.deepEqual([el.hidden, el.title], [true, "2"]);
});

test("a class that the server no longer sets leaves no empty attribute", () => {
  const page = open([[{ t: "p", a: [0] }]], '<p class="a"></p>', ['class="a"']);
  const el = page.root.firstElementChild as Element;
  el.classList.add("b");
  page.patch({ "0": "" });
  assert.equal(html(page.root), '<p class="b"></p>');
  el.classList.remove("b");
  page.patch({ "0": 'class="a"' });
  page.patch({ "0": "" });
  assert.equal(html(page.root), "<p></p>");
  page.patch({ "0": 'class="a"' });
  el.classList.remove("a");
  page.patch({ "0": "" });
  assert.equal(html(page.root), "<p></p>", "nor if the browser took it first");
});

test("an attribute that the script holds is the server's again when it is let go", () => {
  const page = open([[{ t: "button", a: [0] }]], "<button></button>");
  const button = page.root.firstElementChild as HTMLButtonElement;
  let free = hold(button, "disabled", "");
  assert.ok(button.disabled);
  page.patch({ "0": "disabled" });
  free();
  assert.ok(button.disabled, "the server disabled it meanwhile");
  free = hold(button, "disabled", "");
  page.patch({ "0": "" });
  assert.ok(button.disabled, "it is held");
  free();
  assert.equal(html(page.root), "<button></button>");
});
