// `lvt-el:`: what the browser does by itself while actions run, and on events; it stays whatever the server sends.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { html, parsed } from "./dom";
import { answer, begin, dispatch, failure, one, open, run, sent } from "./stage";
import { part } from "../src/parts/el";
import type { PlanNode } from "../src/plan";

const NAMES = [
  ...["addclass:on:pending", "removeclass:on:done", "addclass:on:save:pending", "removeclass:on:save:done"],
  ...["addclass:on:[save,save-draft]:success", "addclass:on:error", "reset:on:save:success"],
  ...["toggleclass:on:click", "removeclass:on:click-away", "setattr:on:click", "toggleattr:on:click"],
  ...["setattr:on:mouseenter"],
].map((name) => `lvt-el:${name}`);
begin(part, NAMES);

/** A page whose only nodes are these elements, in a row of a list: followed like any that come with a frame. */
const show = (...elements: PlanNode[]): ReturnType<typeof open> => {
  const page = open([[{ l: 0, item: 1 }], elements], "");
  page.patch({ "0": { ops: [["i", 0, []]] } });
  return page;
};

const spinner: PlanNode = {
  t: "i",
  a: [
    ["lvt-el:addclass:on:pending", "busy"],
    ["lvt-el:removeclass:on:done", "busy"],
  ],
};

const isBusy = (css = "i"): boolean => one(css).classList.contains("busy");

test("a spinner ends with its action, whether or not the page changes", () => {
  show(spinner);
  for (const error of [undefined, failure]) {
    const errors = mock.method(console, "error", () => {});
    run(document.body, "save", {});
    assert.ok(isBusy());
    answer(error);
    assert.equal(html(one("main")), html(one("main")).replace(/ class="[^"]*"/, ""), "no class is left behind");
    errors.mock.restore();
  }
});

test("of two actions that overlap, a spinner ends with the last", () => {
  show(spinner);
  run(document.body, "save", {});
  run(document.body, "load", {});
  answer();
  assert.ok(isBusy(), "one is still running");
  answer();
  assert.ok(!isBusy());
});

test("a push from elsewhere ends no spinner, and a patch takes no class away", () => {
  const page = open(
    [[{ t: "p", a: [["class", 0, "", ""]] }, { s: 1 }, { l: 2, item: 1 }], [spinner]],
    '<p class="a"></p>x',
  );
  page.patch({ "2": { ops: [["i", 0, []]] } });
  run(document.body, "save", {});
  one("p").classList.add("mine");
  page.patch({ "0": "b", "1": "pushed" });
  assert.ok(isBusy());
  assert.equal(one("p").className, "mine b");
  answer();
  assert.ok(!isBusy());
});

test("a reaction may be of one action, or of several, however their names are written", () => {
  const of = (trigger: string, value: string): PlanNode => ({ t: "b", a: [[`lvt-el:addclass:on:${trigger}`, value]] });
  show(of("save:pending", "one"), of("[save,save-draft]:success", "several"), of("error", "any"));
  const classes = (): string[] => [...document.querySelectorAll("b")].map((el) => el.className);
  run(document.body, "other", {});
  answer();
  assert.deepEqual(classes(), ["", "", ""]);
  run(document.body, "save_draft", {});
  answer();
  assert.deepEqual(classes(), ["", "several", ""]);
  run(document.body, "save", {});
  assert.deepEqual(classes(), ["one", "several", ""]);
  const errors = mock.method(console, "error", () => {});
  answer(failure);
  assert.deepEqual(classes(), ["one", "several", "any"]);
  errors.mock.restore();
});

test("a form is reset by the success of its action", () => {
  show({ t: "form", a: [["lvt-el:reset:on:save:success", ""]], c: [{ t: "input", a: [["name", "reset"]] }] });
  const input = one<HTMLInputElement>("input");
  input.value = "typed";
  const errors = mock.method(console, "error", () => {});
  run(document.body, "save", {});
  answer(failure);
  assert.equal(input.value, "typed");
  errors.mock.restore();
  run(document.body, "save", {});
  answer();
  assert.equal(input.value, "");
});

test("classes and attributes change on events, of the element or of the one that it means", () => {
  parsed(
    '<p lvt-el:toggleclass:on:click="open wide" lvt-el:toggleattr:on:click="hidden" data-lvt-target="#menu"><b>x</b></p>' +
      '<ul id="menu"></ul><i lvt-el:setattr:on:mouseenter="aria-label:a:b"><u></u></i>',
  );
  dispatch(one("b"), "click");
  assert.equal(one("#menu").outerHTML, '<ul id="menu" class="open wide" hidden=""></ul>');
  dispatch(one("b"), "click");
  assert.equal(one("#menu").outerHTML, '<ul id="menu"></ul>');
  dispatch(one("u"), "mouseenter", { bubbles: false });
  assert.ok(!one("i").hasAttribute("aria-label"), "an event that does not bubble is its own element's");
  dispatch(one("i"), "mouseenter", { bubbles: false });
  assert.equal(one("i").getAttribute("aria-label"), "a:b");
});

test("a menu closes by a click outside of it, and stays open through what the server sends", () => {
  const menu: PlanNode = {
    t: "menu",
    a: [
      ["class", 0, "", ""],
      ["lvt-el:toggleclass:on:click", "open"],
      ["lvt-el:removeclass:on:click-away", "open"],
    ],
    c: [{ s: 1 }],
  };
  const page = open([[{ l: 0, item: 1 }], [menu]], "");
  page.patch({ "0": { ops: [["i", 0, ["a", "1"]]] } });
  dispatch(one("menu"), "click");
  page.patch({ "0": { ops: [["u", 0, { "0": "b", "1": "2" }]] } });
  assert.equal(one("menu").className, "open b");
  dispatch(document.body, "click");
  assert.equal(one("menu").className, "b");
});

test("nothing is set that would run or load what it holds", () => {
  const errors = mock.method(console, "error", () => {});
  for (const value of ["onclick:x()", "srcdoc:<p>", "href:javascript:x()", "style:color:red", "ONCLICK:x()"]) {
    parsed(`<i lvt-el:setattr:on:click="${value}"></i>`);
    dispatch(one("i"), "click");
    assert.equal(one("i").attributes.length, 1, value);
  }
  assert.equal(errors.mock.callCount(), 5);
  errors.mock.restore();
});

test("a reaction that can't be done keeps no other from anything", () => {
  const of = (target: string): PlanNode => ({
    t: "b",
    a: [
      ["lvt-el:addclass:on:error", "seen"],
      ["data-lvt-target", target],
    ],
  });
  show(of("closest:!"), of("closest:main"));
  const errors = mock.method(console, "error", () => {});
  run(document.body, "save", {});
  answer(failure);
  assert.ok(errors.mock.callCount() > 0, "it is told");
  errors.mock.restore();
  assert.equal(one("main").className, "seen");
});

test("nothing waits when everything is answered", () => assert.deepEqual(sent, []));

test("only what runs or loads what it holds is refused, by its whole name", () => {
  begin(part, ["lvt-el:setattr:on:click"]);
  const errors = mock.method(console, "error", () => {});
  for (const [name, isSet] of [
    ["onclick", false],
    ["href", false],
    ["hreflang", true],
    ["data-x", true],
  ] as const) {
    parsed(`<a lvt-el:setattr:on:click="${name}:1">x</a>`);
    dispatch(one("a"), "click");
    assert.equal(one("a").hasAttribute(name), isSet, name);
  }
  errors.mock.restore();
});
