// Which action a form means, and what it sends: one table, the server has the same.

import assert from "node:assert/strict";
import test from "node:test";

import { parsed } from "./dom";
import { type Submitter, buttonData, formAction, formData, isOurs } from "../src/payload";

const form = (text: string): [HTMLFormElement, Submitter | null] => {
  const root = parsed(text);
  return [root.querySelector("form") as HTMLFormElement, root.querySelector("button")];
};

test("the action is the form's, the submitter's, the form's name, or submit", () => {
  const cases: [string, string][] = [
    ['<form lvt-form:action="a" name="c"><button name="b"></button></form>', "a"],
    ['<form name="c"><button name="b"></button></form>', "b"],
    ['<form name="c"><button></button></form>', "c"],
    ["<form><button></button></form>", "submit"],
  ];
  for (const [text, action] of cases) assert.equal(formAction(...form(text)), action, text);
});

test("what goes elsewhere is the browser's", () => {
  const cases: [string, boolean][] = [
    ['<form method="post"><button></button></form>', true],
    ["<form><button></button></form>", true],
    ['<form method="get"><button></button></form>', false],
    ['<form method="dialog"><button></button></form>', false],
    ['<form action="/x"><button></button></form>', false],
    ['<form lvt-form:no-intercept=""><button></button></form>', false],
    ['<form method="post"><button formaction="/x"></button></form>', false],
    ['<form method="post"><button formmethod="get"></button></form>', false],
  ];
  for (const [text, ours] of cases) assert.equal(isOurs(...form(text)), ours, text);
});

test("fields arrive as typed, repeated names as lists", () => {
  const [el, button] = form(
    '<form><input name="a" value=" 007 "><input name="b" value="1"><input name="b" value="2"><input name="c" type="checkbox">' +
      '<input name="action" value="x"><button name="go" value="v" data-row-id="9"></button></form>',
  );
  assert.deepEqual(formData(el, button), { a: " 007 ", b: ["1", "2"], action: "x", value: "v", row_id: "9" });
  assert.deepEqual(buttonData(button as HTMLButtonElement), { value: "v", row_id: "9" });
});

test("a field may have the name of what every object has", () => {
  const [el] = form('<form><input name="constructor" value="a"><input name="toString" value="b"></form>');
  assert.equal(JSON.stringify(formData(el, null)), '{"constructor":"a","toString":"b"}');
});
