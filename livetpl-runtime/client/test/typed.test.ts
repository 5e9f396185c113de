// What was typed comes back into its own field behind a reload, or into none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parsed } from "./dom";
import { core, dispatch, one, tag } from "./stage";
import { type Typed, part } from "../src/parts/typed";

const begin = (): Typed => part(core);

/** The page is loaded anew, as `html`, by `user`. */
const reloaded = (typed: Typed, html: string, user?: string): string[] => {
  typed.keep();
  if (user) tag.dataset["lvtUser"] = user;
  else delete tag.dataset["lvtUser"];
  parsed(html);
  begin();
  return [...document.querySelectorAll<HTMLInputElement>("input,select,textarea")].map(
    ({ name, value, checked }) => `${name}=${value}${checked ? "!" : ""}`,
  );
};

const type = (css: string, value: string): void => {
  one<HTMLInputElement>(css).value = value;
  dispatch(one(css), "input");
};

test("what was typed comes back into its own field, wherever that stands now", () => {
  const fields = '<input name="name"><input name="email" value="e"><textarea name="text">t</textarea>';
  parsed(`<form><button name="save"></button>${fields}</form>`);
  const typed = begin();
  type("[name=name]", "Ada");
  one<HTMLTextAreaElement>("textarea").value = "typed before any part was here";
  const got = reloaded(typed, `<input type="search" name="q"><form><button name="save"></button>${fields}</form>`);
  assert.deepEqual(got, ["q=", "name=Ada", "email=e", "text=typed before any part was here"]);
});

test("passwords are kept nowhere", () => {
  parsed('<input type="password" name="p">');
  type("input", "secret");
  assert.deepEqual(reloaded(begin(), '<input type="password" name="p">'), ["p="]);
});

test("fields that nobody changed have what the server says now", () => {
  parsed('<input name="a" value="1"><input name="b" type="checkbox"><select name="c"><option>x<option>y</select>');
  const got = reloaded(
    begin(),
    '<input name="a" value="2"><input name="b" type="checkbox" checked><select name="c"><option>x<option selected>y</select>',
  );
  assert.deepEqual(got, ["a=2", "b=on!", "c=y"]);
});

test("a box is found by its value, and keeps it", () => {
  const boxes = (...ids: number[]): string =>
    ids.map((id) => `<input type="checkbox" name="id" value="${id}">`).join("");
  parsed(boxes(1, 2));
  one<HTMLInputElement>("[value='2']").checked = true;
  const got = reloaded(begin(), boxes(0, 1, 2));
  assert.deepEqual(got, ["id=0", "id=1", "id=2!"]);
});

test("rows are told apart by their keys, or by what their forms send along; of two that are alike neither is filled", () => {
  const row = (key: number): string => `<li data-key="${key}"><input name="keyed"></li>`;
  const form = (id: number): string => `<form><input type="hidden" name="id" value="${id}"><input name="sent"></form>`;
  const bare = '<form><input name="bare"></form>';
  parsed(row(1) + row(2) + form(1) + form(2) + bare + bare);
  const typed = begin();
  for (const css of ["[data-key='2'] input", "[value='2'] + input", "form:last-child input"]) type(css, "typed");
  const got = reloaded(typed, row(2) + row(1) + row(0) + form(2) + form(1) + bare + bare);
  const shown = ["keyed=typed", "keyed=", "keyed=", "id=2", "sent=typed", "id=1", "sent=", "bare=", "bare="];
  assert.deepEqual(got, shown);
});

test("a choice comes back while there is such an option", () => {
  const select = (name: string, ...options: string[]): string =>
    `<select name="${name}">${options.map((option) => `<option>${option}`).join("")}</select>`;
  parsed(select("city", "Paris", "Lyon") + select("gone", "a", "b"));
  one<HTMLSelectElement>("[name=city]").value = "Lyon";
  one<HTMLSelectElement>("[name=gone]").value = "b";
  const got = reloaded(begin(), select("city", "Lille", "Paris", "Lyon") + select("gone", "a", "c"));
  assert.deepEqual(got, ["city=Lyon", "gone=a"]);
});

test("nothing is put into the page of another user", () => {
  tag.dataset["lvtUser"] = "ada";
  const page = '<form><input name="email"></form>';
  parsed(page);
  type("input", "ada@example.org");
  const typed = begin();
  assert.deepEqual(reloaded(typed, page, "grace"), ["email="]);
  assert.equal(sessionStorage.getItem("lvt-typed"), null, "and nothing of it is left");
  delete tag.dataset["lvtUser"];
});

test("what the server has echoed comes back, and what its form has sent does not", () => {
  const page = '<form><input name="a"></form>';
  parsed(page);
  const typed = begin();
  type("input", "draft");
  one("input").setAttribute("value", "draft");
  assert.deepEqual(reloaded(typed, page), ["a=draft"]);
  const again = begin();
  type("input", "sent");
  one<HTMLFormElement>("form").reset();
  assert.deepEqual(reloaded(again, '<form><input name="a" value="new"></form>'), ["a=new"]);
});

test("the server hears of what came back as of what is typed", () => {
  const heard: string[] = [];
  document.addEventListener("input", (event) => heard.push((event.target as HTMLInputElement).value));
  parsed('<input name="a">');
  one<HTMLInputElement>("input").value = "x";
  reloaded(begin(), '<input name="a">');
  assert.deepEqual(heard, ["x"]);
});

test("a page that is built anew keeps what was typed, and who was typing goes on", () => {
  const page = '<form><input name="a"><input name="b" value="1"></form>';
  parsed(page);
  const typed = begin();
  type("[name=a]", "hello");
  one<HTMLInputElement>("[name=a]").focus();
  one<HTMLInputElement>("[name=a]").setSelectionRange(2, 3);
  typed.across(() => parsed(page.replace("1", "2")));
  const [a, b] = document.querySelectorAll("input");
  assert.deepEqual([a?.value, b?.value], ["hello", "2"]);
  assert.equal(document.activeElement, a);
  assert.deepEqual([a?.selectionStart, a?.selectionEnd], [2, 3]);
});
