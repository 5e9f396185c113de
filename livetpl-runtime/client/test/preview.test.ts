// `lvt-upload-preview`: what shows a file straight from the browser, for as long as it shows it.

import assert from "node:assert/strict";
import test from "node:test";

import "./dom";
import { core, one, open } from "./stage";
import { part } from "../src/parts/preview";

const shown = new Set<string>();
let last = 0;
URL.createObjectURL = () => {
  const url = `blob:${++last}`;
  shown.add(url);
  return url;
};
URL.revokeObjectURL = (url) => void shown.delete(url);

const files = new Map([1, 2].map((id) => [id, new File(["x"], `${id}.png`)]));
part(core)((id) => files.get(id));

test("an image shows its file, another when it is told to, and lets go of it when it leaves the page", () => {
  const page = open([[{ b: 0, arms: [1] }], [{ t: "img", a: [["lvt-upload-preview", 0, "", ""]] }]], "", [null]);
  page.patch({ "0": [0, ["1"]] });
  const src = (): string => one<HTMLImageElement>("img").src;
  assert.deepEqual([src(), [...shown]], ["blob:1", ["blob:1"]]);
  page.patch({ "0": { "0": "2" } });
  assert.deepEqual([src(), [...shown]], ["blob:2", ["blob:2"]]);
  // Of a file that is gone it keeps what it shows no longer than the page does.
  page.patch({ "0": { "0": "3" } });
  assert.deepEqual([...shown], []);
  page.patch({ "0": { "0": "1" } });
  page.patch({ "0": null });
  assert.deepEqual([...shown], []);
});
