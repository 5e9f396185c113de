// Files that are dropped: onto which elements, and into which input.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { dom, parsed } from "./dom";
import { core, dispatch, one } from "./stage";
import { part } from "../src/parts/drop";

globalThis.DataTransfer = class {
  files: File[] = [];
  items = { add: (file: File): number => this.files.push(file) };
} as never;
// jsdom takes no list of files but its own.
Object.defineProperty(dom.window.HTMLInputElement.prototype, "files", { value: null, writable: true });

void part(core);

/** What was selected by events. */
const selected: string[][] = [];
document.addEventListener("change", (event) => {
  const { files } = event.target as unknown as { files: File[] };
  selected.push(files.map(({ name }) => name));
});

const drop = (css: string, names: string[], types = ["Files"]): boolean => {
  const dataTransfer = { types, files: names.map((name) => new File(["x"], name)) };
  const over = dispatch(one(css), "dragover", { dataTransfer });
  const dropped = dispatch(one(css), "drop", { dataTransfer });
  assert.equal(over.defaultPrevented, dropped.defaultPrevented);
  return dropped.defaultPrevented;
};

beforeEach(() => {
  selected.splice(0);
  parsed(`<label for="paper"><b>paper</b></label><input type="file" id="paper" lvt-upload multiple>
    <div lvt-upload-drop><p>here</p><input type="file" id="photo" lvt-upload></div>
    <label><i>other</i><input type="file" id="other"></label><u>elsewhere</u>`);
});

test("a label's input gets what is dropped onto the label, or onto itself", () => {
  assert.ok(drop("b", ["a", "b"]));
  assert.ok(drop("#paper", ["c"]));
  assert.deepEqual(selected, [["a", "b"], ["c"]]);
});

test("`lvt-upload-drop` is a place for the input in it, which takes as many as it may", () => {
  assert.ok(drop("p", ["a", "b"]));
  assert.deepEqual(selected, [["a"]]);
});

test("what is no file, an input that is none of ours or disabled, and a place for none are left alone", () => {
  one("#photo").setAttribute("disabled", "");
  assert.deepEqual(
    [drop("b", [], ["text/plain"]), drop("i", ["a"]), drop("u", ["a"]), drop("p", ["a"])],
    [false, false, false, false],
  );
  assert.deepEqual(selected, []);
});
