// The socket comes back for ever, and leaves nothing behind each time.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import type { Frame } from "../src/frame";
import { Socket } from "../src/socket";

class Fake {
  static made: Fake[] = [];
  sent: string[] = [];
  onopen: (() => Promise<void>) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event?: { code: number }) => void) | null = null;
  constructor() {
    Fake.made.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.onclose?.();
  }
}

const last = (): Fake => Fake.made[Fake.made.length - 1] as Fake;

test("reconnecting backs off, never gives up, and adds no listeners", async () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  globalThis.WebSocket = Fake as never;
  let listeners = 0;
  globalThis.addEventListener = (() => listeners++) as never;
  const joined: unknown[] = [];
  const failures: number[] = [];
  let ends = 0;
  let takes = 0;
  const handlers = {
    join: async () => ({ join: "t" }),
    joined: (frame: Frame) => joined.push(frame),
    frame: () => {},
    lost: (count: number) => failures.push(count),
    ended: () => ends++,
    taken: () => takes++,
  };
  const socket = new Socket(() => "ws://127.0.0.1/", handlers, 10_000);
  socket.connect();
  const atFirst = listeners;
  for (let round = 1; round <= 10; round++) {
    await last().onopen?.();
    assert.deepEqual(last().sent, ['{"join":"t"}'], "every connection joins");
    last().onmessage?.({ data: '{"seq":0}' });
    assert.equal(joined.length, round);
    assert.ok(socket.joined);
    last().close();
    mock.timers.tick(250);
    assert.equal(Fake.made.length, round + 1, "it tries again at once after a good connection");
  }
  assert.equal(listeners, atFirst);

  // Failures in a row wait longer and longer, at most 30 s, for ever.
  for (let i = 0; i < 40; i++) {
    const before = Fake.made.length;
    last().close();
    for (let s = 0; s < 30 && Fake.made.length === before; s++) mock.timers.tick(1_000);
    assert.equal(Fake.made.length, before + 1);
  }
  assert.equal(failures[failures.length - 1], 41);
  last().close();
  const made = Fake.made.length;
  mock.timers.tick(14_000);
  assert.equal(Fake.made.length, made, "after many failures it waits at least half of 30 s");

  // A socket that says nothing is no connection: it is noticed within three beats.
  mock.timers.tick(16_000);
  await last().onopen?.();
  last().onmessage?.({ data: '{"seq":0}' });
  const silent = last();
  mock.timers.tick(10_000);
  assert.equal(silent.sent[1], '{"ping":1}');
  mock.timers.tick(20_000);
  assert.notEqual(last(), silent, "another is made at once: a timer of a hidden tab would take a minute");

  assert.equal(ends, 0);
  last().onclose?.({ code: 4401 });
  assert.equal(ends, 1, "a page that the server ended is told of");
  mock.timers.tick(30_000);
  last().onclose?.({ code: 4409 });
  silent.onclose?.({ code: 4409 });
  assert.equal(takes, 1, "a page that another has is told of, unless it was this one's own new socket");
  mock.timers.reset();
});

test("a socket whose beats are a minute apart, as in a hidden tab, lives while its pings are answered", async () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  globalThis.WebSocket = Fake as never;
  let beat = (): void => {};
  const every = globalThis.setInterval;
  globalThis.setInterval = ((run: () => void) => ((beat = run), 0)) as never;
  let losses = 0;
  const handlers = {
    join: async () => ({ join: "t" }),
    joined: () => {},
    frame: () => {},
    lost: () => losses++,
    ended: () => {},
    taken: () => {},
  };
  new Socket(() => "ws://127.0.0.1/", handlers, 10_000).connect();
  globalThis.setInterval = every;
  await last().onopen?.();
  last().onmessage?.({ data: '{"seq":0}' });
  for (let minute = 1; minute <= 5; minute++) {
    mock.timers.tick(60_000);
    beat();
    assert.equal(last().sent.length, 1 + minute, "each beat asks");
    last().onmessage?.({ data: '{"pong":1}' });
  }
  assert.equal(losses, 0);
  for (let i = 0; i < 3; i++) beat();
  assert.equal(losses, 1, "two questions in a row without an answer are the end");
  mock.timers.reset();
});
