// A page without a socket learns what there is by asking: from when the socket is gone or hangs, until one has joined.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { Fake, turn } from "./fake";
import type { Frame } from "../src/frame";
import { Transport } from "../src/transport";

type Message = { action?: string };

const requests: Message[] = [];
const frames: Frame[] = [];

globalThis.WebSocket = Fake as never;
globalThis.addEventListener = (() => {}) as never;
globalThis.fetch = (async (_: string, init: { body: string }) => {
  requests.push(JSON.parse(init.body));
  return { status: 200, headers: new Headers({ "content-type": "application/json" }), json: async () => ({ seq: 0 }) };
}) as never;
mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });

const transport = new Transport({
  ...{ token: "t", planHash: "p", user: undefined, root: undefined, seq: 0, beatMs: 10_000 },
  receive: (frame, shown) => {
    frames.push(frame);
    shown();
  },
  follow: async () => false,
});

const after = async (ms: number): Promise<void> => {
  mock.timers.tick(ms);
  await turn();
  await turn();
};
const asked = (): (string | undefined)[] => requests.splice(0).map(({ action }) => action);

test("a socket that hangs while it connects holds nothing up for long", async () => {
  let settled = 0;
  transport.send({ action: "save", data: {} }, () => settled++);
  await after(4_999);
  assert.deepEqual(asked(), []);
  await after(1);
  assert.deepEqual(asked(), [undefined, "save"]);
  assert.equal(settled, 1);
  assert.equal(frames.splice(0).length, 2);
  await after(5_000);
  assert.deepEqual(asked(), [undefined], "and the page hears of what happens");
});

test("once the socket has joined nothing is asked", async () => {
  await Fake.last.join();
  frames.splice(0);
  await after(8_000);
  Fake.last.onmessage?.({ data: '{"pong":1}' });
  assert.deepEqual(asked(), []);
});

test("a socket that is lost is made up for by asking, from the first time", async () => {
  Fake.last.close();
  // The next one hangs.
  await after(5_000);
  assert.deepEqual(asked(), [undefined]);
  await after(5_000);
  assert.deepEqual(asked(), [undefined]);
  await Fake.last.join();
  await after(8_000);
  assert.deepEqual(asked(), []);
});

test("so is that of the page that takes this one's place", async () => {
  transport.again();
  await after(5_000);
  assert.deepEqual(asked(), [undefined]);
});
