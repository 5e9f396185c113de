// What becomes of a form once its action is answered.

import assert from "node:assert/strict";
import test from "node:test";

import { dom, parsed } from "./dom";
import { listen, runner } from "../src/actions";
import type { Settle, Transport } from "../src/transport";

const settles: Settle[] = [];
listen(runner({ send: (_message: unknown, settle: Settle) => settles.push(settle) } as unknown as Transport));

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

test("a dialog closes behind its form's success, unless it was closed and opened again, or typed into since", () => {
  const root = parsed('<dialog open><form method="post"><input name="text"></form></dialog>');
  const dialog = root.querySelector("dialog") as HTMLDialogElement;
  // jsdom has no `close`.
  dialog.close = () => {
    dialog.open = false;
    dialog.dispatchEvent(new Event("close"));
  };
  const form = root.querySelector("form") as HTMLFormElement;
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
