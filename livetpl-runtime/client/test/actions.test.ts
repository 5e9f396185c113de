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
    input.value = later;
    settles.pop()?.(failed ? { code: "message", message: "no" } : undefined);
    assert.equal(input.value, after);
  }
});
