// What people do to forms and buttons becomes actions, or stays the browser's; and what becomes of a form once it is answered.

import assert from "node:assert/strict";
import test from "node:test";

import { dom, parsed } from "./dom";
import { listen, runner, taken } from "../src/actions";
import type { Settle, Transport } from "../src/transport";

const settles: Settle[] = [];
const sent: [string, unknown][] = [];
const send = ({ action, data }: { action: string; data: unknown }, settle: Settle): void => {
  sent.push([action, data]);
  settles.push(settle);
};
listen(runner({ send } as unknown as Transport));

const submit = (form: HTMLFormElement): void => {
  form.dispatchEvent(new dom.window.SubmitEvent("submit", { bubbles: true, cancelable: true }));
};

test("a form is reset after its success, not after an error, and never over what was typed since", () => {
  const root = parsed('<form method="post"><input name="text"><button name="reset">x</button></form>');
  const form = root.querySelector("form") as HTMLFormElement;
  const input = root.querySelector("input") as HTMLInputElement;
  const cases: [typed: string, later: string, error: boolean, after: string][] = [
    ["a", "a", false, ""],
    ["a", "a", true, "a"],
    ["a", "ab", false, "ab"],
  ];
  for (const [typed, later, failed, after] of cases) {
    input.value = typed;
    submit(form);
    if (later !== typed) {
      input.value = later;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    settles.pop()?.(failed ? { code: "message", message: "no" } : undefined);
    assert.equal(input.value, after);
  }
});

test("a form is reset although the server changed its fields in the answer", () => {
  const root = parsed('<form method="post"><input type="hidden" name="version" value="1"><input name="text"></form>');
  const [version, text] = root.querySelectorAll("input") as unknown as [HTMLInputElement, HTMLInputElement];
  text.value = "a line";
  submit(root.querySelector("form") as HTMLFormElement);
  version.value = "2";
  settles.pop()?.();
  assert.equal(text.value, "");
});

test("a dialog closes behind its form's success, unless that was an error, or it is opened again, or typed into", () => {
  const root = parsed('<dialog open><form method="post"><input name="text"></form></dialog>');
  const dialog = root.querySelector("dialog") as HTMLDialogElement;
  // jsdom has no `close`.
  dialog.close = () => {
    dialog.open = false;
    dialog.dispatchEvent(new Event("close"));
  };
  const form = root.querySelector("form") as HTMLFormElement;
  submit(form);
  settles.pop()?.({ code: "message", message: "no" });
  assert.equal(dialog.open, true);
  submit(form);
  settles.pop()?.();
  assert.equal(dialog.open, false);
  dialog.open = true;
  submit(form);
  dialog.close();
  dialog.open = true;
  settles.pop()?.();
  assert.equal(dialog.open, true, "it is about something else by now");
  submit(form);
  form.querySelector("input")?.dispatchEvent(new Event("input", { bubbles: true }));
  settles.pop()?.();
  assert.equal(dialog.open, true, "somebody is typing in it");
  submit(form);
  settles.pop()?.();
  assert.equal(dialog.open, false);
});

test("a form with `lvt-form:preserve` keeps what is in it", () => {
  const root = parsed('<form method="post" lvt-form:preserve><input name="text"></form>');
  const input = root.querySelector("input") as HTMLInputElement;
  input.value = "a";
  submit(root.querySelector("form") as HTMLFormElement);
  settles.pop()?.();
  assert.equal(input.value, "a");
});

test("a button with a name is an action, with its own data", () => {
  sent.splice(0);
  const click = (html: string, css = "button"): [string, unknown][] => {
    (parsed(html).querySelector(css) as HTMLElement).click();
    return sent.splice(0);
  };
  assert.deepEqual(click('<button type="button" name="add" value="2" data-row-id="7"><b>+</b></button>', "b"), [
    ["add", { value: "2", row_id: "7" }],
  ]);
  assert.deepEqual(click('<form><button type="button" name="add">+</button></form>'), [["add", {}]]);
  for (const [html, css] of [
    ['<button type="button">no name</button>'],
    ['<button type="button" name="add" disabled>+</button>'],
    ['<button type="reset" name="add">+</button>'],
    ['<button type="button" name="add" command="show-modal" commandfor="d">+</button>'],
    ['<div lvt-form:no-intercept><button type="button" name="add">+</button></div>'],
    ["<p>none</p>", "p"],
  ] as [string, string?][])
    assert.deepEqual(click(html, css), [], html);
});

test("a form that is the browser's, or that somebody else has handled, is left alone", () => {
  sent.splice(0);
  const gone = (html: string): boolean => {
    const form = parsed(html).querySelector("form") as HTMLFormElement;
    const event = new dom.window.SubmitEvent("submit", { bubbles: true, cancelable: true });
    form.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  assert.ok(gone('<form method="post" lvt-form:no-intercept></form>'));
  assert.ok(gone('<form method="post" action="/elsewhere"></form>'));
  assert.ok(!gone('<form method="post"></form>'));
  assert.equal(sent.splice(0).length, 1);
  const stop = (event: Event): void => event.preventDefault();
  document.addEventListener("submit", stop, true);
  gone('<form method="post"></form>');
  document.removeEventListener("submit", stop, true);
  assert.deepEqual(sent, []);
});

test("files that were selected before their part of the script was here go with the browser's own form", () => {
  sent.splice(0);
  const root = parsed('<form method="post"><input type="file" name="a" lvt-upload></form>');
  const input = root.querySelector("input") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [new File(["a"], "a.txt")] });
  submit(root.querySelector("form") as HTMLFormElement);
  assert.deepEqual(sent, []);
  taken.add(input);
  submit(root.querySelector("form") as HTMLFormElement);
  assert.deepEqual(sent, [["submit", {}]]);
});
