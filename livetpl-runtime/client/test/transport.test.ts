// Actions over a socket that comes and goes: each is sent once, by one way, and answered once.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { Fake, fakeFetch, turn } from "./fake";
import type { Failure, Frame } from "../src/frame";
import { ready } from "../src/status";
import { Transport } from "../src/transport";

test("a socket that comes back takes over what fetch has not sent, and joins behind what it has", async () => {
  const requests = fakeFetch();
  globalThis.WebSocket = Fake as never;
  globalThis.setInterval = (() => 0) as never;
  const page = {
    token: "t",
    planHash: "p",
    user: undefined,
    root: undefined,
    seq: 3,
    beatMs: 10_000,
    receive: (_: Frame, shown: () => void) => shown(),
    follow: async () => false,
  };
  const transport = new Transport(page);
  const settled: [string, Failure | undefined][] = [];
  const act = (name: string): void =>
    transport.send({ action: name, data: {} }, (error) => settled.push([name, error]));

  act("before");
  await Fake.last.onopen?.();
  assert.deepEqual(Fake.last.sent, [{ join: "t", plan: "p", seq: 3 }], "the join says what the page has applied");
  Fake.last.receive({ seq: 3 });
  act("lost");
  assert.equal(Fake.last.sent.length, 3, "what waited goes out with the join's answer");
  Fake.last.receive({ seq: 3, done: [1] });
  Fake.last.close();
  assert.deepEqual(
    settled.map(([name, error]) => [name, error?.code]),
    [
      ["before", undefined],
      ["lost", "disconnected"],
    ],
    "what the socket took and did not answer may have run",
  );

  act("first");
  act("second");
  act("third");
  assert.equal(requests.length, 1, "one at a time");
  transport["socket"].connect();
  const opened = Fake.last.onopen?.();
  await turn();
  assert.equal(Fake.last.sent.length, 0, "the join waits for the fetch");
  await requests[0]?.answer({ seq: 3, done: [3] });
  await opened;
  assert.equal(requests.length, 1, "and nothing more goes by fetch");
  Fake.last.receive({ seq: 3 });
  assert.deepEqual(
    (Fake.last.sent as { action?: string }[]).map(({ action }) => action),
    [undefined, "second", "third"],
  );
  Fake.last.receive({ seq: 3, done: [4, 5] });
  assert.deepEqual(
    settled.slice(2).map(([name, error]) => [name, error]),
    [
      ["first", undefined],
      ["second", undefined],
      ["third", undefined],
    ],
  );
});

test("the page says at once that the network is gone, and when it is back", async () => {
  globalThis.WebSocket = Fake as never;
  const heard = new Map<string, () => void>();
  globalThis.addEventListener = ((name: string, on: () => void) => heard.set(name, on)) as never;
  const page = {
    token: "t",
    planHash: "p",
    user: undefined,
    root: undefined,
    seq: 0,
    beatMs: 10_000,
    receive: () => {},
    follow: async () => false,
  };
  new Transport(page);
  const status = (): string | null => document.documentElement.getAttribute("data-lvt-status");
  await Fake.last.onopen?.();
  Fake.last.receive({ seq: 0 });
  assert.notEqual(status(), "connected", "while what it does is not heard");
  ready();
  assert.equal(status(), "connected");
  heard.get("offline")?.();
  assert.equal(status(), "offline");
  heard.get("online")?.();
  assert.equal(status(), "connected");
});

test("a fetch that nobody answers keeps no socket waiting for long, and that of no other page at all", async () => {
  globalThis.WebSocket = Fake as never;
  const signals: (AbortSignal | undefined)[] = [];
  globalThis.fetch = ((_: string, init: RequestInit) => {
    signals.push(init.signal ?? undefined);
    return new Promise(() => {});
  }) as never;
  mock.timers.enable({ apis: ["setTimeout"] });
  const page = {
    ...{ token: "t", planHash: "p", user: undefined, root: undefined, seq: 0, beatMs: 10_000 },
    receive: (_: Frame, shown: () => void) => shown(),
    follow: async () => false,
  };
  const transport = new Transport(page);
  Fake.last.close();
  transport.send({ action: "save", data: {} }, () => {});
  assert.ok(signals[0], "it ends some time");
  transport["socket"].connect();
  const opened = Fake.last.onopen?.();
  await turn();
  assert.deepEqual(Fake.last.sent, []);
  mock.timers.tick(5_000);
  await opened;
  assert.deepEqual(Fake.last.sent, [{ join: "t", plan: "p" }]);

  Fake.last.close();
  transport.again();
  await Fake.last.onopen?.();
  assert.deepEqual(Fake.last.sent, [{ join: "t", plan: "p" }], "the page that was left is not waited for");
  mock.timers.reset();
});

test("what comes next goes by fetch from where the answer leads", async () => {
  globalThis.WebSocket = Fake as never;
  const requests = fakeFetch();
  let followed: (leaves: boolean) => void = () => {};
  const page = {
    token: "t",
    planHash: "p",
    user: undefined,
    root: undefined,
    seq: 1,
    beatMs: 10_000,
    receive: (_: Frame, shown: () => void) => shown(),
    follow: () => new Promise<boolean>((done) => (followed = done)),
  };
  const transport = new Transport(page as never);
  Fake.last.close();
  transport.send({ action: "turn", data: {} }, () => {});
  transport.send({ action: "step", data: {} }, () => {});
  await requests[0]?.answer({ seq: 2, done: [1], query: "tab=2" });
  assert.equal(requests.length, 1, "the address is not yet that of the page");
  followed(false);
  await turn();
  assert.equal(requests[1]?.body["action"], "step");
});
