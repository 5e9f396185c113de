// Dialogs: closed by their form's success and by nothing else; and what browsers lack of them.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { dom, parsed } from "./dom";
import { answer, begin, dispatch, failure, one, open, run } from "./stage";
import { listen } from "../src/actions";
import { part } from "../src/parts/dialog";
import type { PlanNode } from "../src/plan";

listen(run);
// jsdom knows `<dialog>` by name only: the part makes the most of it, as in an old browser.
Reflect.deleteProperty(globalThis, "HTMLDialogElement");
begin(part, []);

const dialog: PlanNode = {
  t: "dialog",
  a: [["id", "d"]],
  c: [
    {
      t: "form",
      c: [
        { t: "input", a: [["name", "a"]] },
        { t: "p", c: [{ s: 0 }] },
      ],
    },
  ],
};

const show = (): ReturnType<typeof open> => {
  const page = open([[{ l: 0, item: 1 }], [dialog]], "");
  page.patch({ "0": { ops: [["i", 0, [""]]] } });
  one<HTMLDialogElement>("dialog").showModal();
  return page;
};

const submit = (): void => {
  one("form").dispatchEvent(new dom.window.SubmitEvent("submit", { bubbles: true, cancelable: true }));
};

test("a dialog stays open on an error, with what it says inside, and closes on success", () => {
  const page = show();
  submit();
  const errors = mock.method(console, "error", () => {});
  page.patch({ "0": { ops: [["u", 0, { "0": "is missing" }]] } });
  answer(failure);
  errors.mock.restore();
  assert.ok(one<HTMLDialogElement>("dialog").open);
  assert.equal(one("p").textContent, "is missing");
  submit();
  page.patch({ "0": { ops: [["u", 0, { "0": "" }]] } });
  assert.ok(one<HTMLDialogElement>("dialog").open, "the answer has not come");
  answer();
  assert.ok(!one<HTMLDialogElement>("dialog").open);
});

test("a dialog that a push from elsewhere changes stays as it is", () => {
  const page = show();
  const el = one<HTMLDialogElement>("dialog");
  page.patch({ "0": { ops: [["u", 0, { "0": "new" }]] } });
  assert.ok(el.open && el === one("dialog"));
  assert.equal(document.activeElement, one("input"), "the focus is in it");
});

test("commands open and close, unless somebody keeps them from it", () => {
  show();
  const el = one<HTMLDialogElement>("dialog");
  el.close();
  const button = document.body.appendChild(document.createElement("button"));
  button.setAttribute("commandfor", "d");
  const click = (command: string): void => {
    button.setAttribute("command", command);
    button.click();
  };
  click("show-modal");
  assert.ok(el.open);
  click("close");
  assert.ok(!el.open);
  const heard: string[] = [];
  el.addEventListener("command", (event) => {
    heard.push((event as Event & { command: string }).command);
    event.preventDefault();
  });
  click("show-modal");
  click("--own");
  assert.deepEqual([el.open, heard], [false, ["show-modal", "--own"]]);
});

test("Escape closes the last modal dialog; whoever hears `cancel` may refuse", () => {
  show();
  const el = one<HTMLDialogElement>("dialog");
  const refuse = (event: Event): void => event.preventDefault();
  el.addEventListener("cancel", refuse);
  dispatch(document.body, "keydown", { key: "Escape" });
  assert.ok(el.open);
  el.removeEventListener("cancel", refuse);
  dispatch(document.body, "keydown", { key: "Escape" });
  assert.ok(!el.open);
});

test("a form of the method `dialog` closes with its button's value, and sends nothing", () => {
  parsed("");
  show();
  one("form").setAttribute("method", "dialog");
  const el = one<HTMLDialogElement>("dialog");
  const submitter = Object.assign(document.createElement("button"), { value: "yes" });
  one("form").append(submitter);
  const event = new dom.window.SubmitEvent("submit", { bubbles: true, cancelable: true, submitter });
  one("form").dispatchEvent(event);
  assert.ok(event.defaultPrevented);
  assert.deepEqual([el.open, el.returnValue], [false, "yes"]);
});
