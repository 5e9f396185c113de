// A file that is put where the server says: by which request, and what the server hears of it.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import "./dom";
import { type Elsewhere, part } from "../src/parts/elsewhere";
import type { Item } from "../src/parts/upload";

class Request {
  static last: Request;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  status = 0;
  opened: string[] = [];
  headers: string[][] = [];
  body: unknown;
  aborted = false;
  constructor() {
    Request.last = this;
  }
  open(...to: string[]): void {
    this.opened = to;
  }
  setRequestHeader(...header: string[]): void {
    this.headers.push(header);
  }
  send(body: unknown): void {
    this.body = body;
  }
  abort(): void {
    this.aborted = true;
  }
  answer(status: number): void {
    this.status = status;
    this.onload?.();
  }
}
globalThis.XMLHttpRequest = Request as never;
// Forms of files are the browser's: here they are lists.
globalThis.FormData = class {
  all: unknown[][] = [];
  append = (...field: unknown[]): unknown => this.all.push(field);
} as never;

const TO: Elsewhere = { method: "PUT", url: "https://files.example.org/a", headers: [["x-kind", "k"]], fields: [] };
const put = part();
const said: object[] = [];
const say = (data: object): unknown => said.push(data);

let item: Item;
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date"] });
  said.splice(0);
  item = { id: 7, file: new File(["0123456789"], "a.txt") } as unknown as Item;
});

test("a file is put by the method, with the headers, that the server says", () => {
  put(item, TO, say);
  assert.deepEqual(
    [Request.last.opened, Request.last.headers, Request.last.body],
    [["PUT", TO.url], [["x-kind", "k"]], item.file],
  );
  Request.last.answer(200);
  assert.deepEqual(said, [{ sent: [[7, 10]] }]);
});

test("a form that is posted has its fields first, and the file last", () => {
  put(item, { ...TO, method: "POST", fields: [["key", "k"]] }, say);
  assert.deepEqual((Request.last.body as { all: unknown[][] }).all, [
    ["key", "k"],
    ["file", item.file],
  ]);
});

test("progress is told twice a second, and never that all of it is there before it is", () => {
  put(item, TO, say);
  const progress = (loaded: number): void => Request.last.upload.onprogress?.({ loaded });
  progress(1);
  mock.timers.tick(500);
  progress(4);
  progress(5);
  mock.timers.tick(500);
  progress(10);
  assert.deepEqual(said, [{ sent: [[7, 4]] }, { sent: [[7, 9]] }]);
});

test("what fails is told, whether it is refused or lost", () => {
  for (const fail of [(): void => Request.last.answer(403), (): void => Request.last.onerror?.()]) {
    delete item.stop;
    put(item, TO, say);
    fail();
    assert.deepEqual(said.splice(0), [{ failed: [7] }]);
  }
});

test("a server that asks again hears how it ended, and nothing is put twice", () => {
  put(item, TO, say);
  const first = Request.last;
  put(item, TO, say);
  assert.deepEqual([Request.last, said], [first, []], "it is under way");
  first.answer(204);
  put(item, TO, say);
  assert.deepEqual([Request.last, said], [first, [{ sent: [[7, 10]] }, { sent: [[7, 10]] }]]);
});

test("who lets the file go ends the request", () => {
  put(item, TO, say);
  item.stop?.();
  assert.ok(Request.last.aborted);
});
