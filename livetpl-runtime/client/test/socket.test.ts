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

const silent = {
  join: async () => ({ join: "t" }),
  joined: () => {},
  frame: () => {},
  lost: () => {},
  ended: () => {},
  taken: () => {},
};

/** A beat: when it is due, or when the test says. */
let beat = (): void => {};

const begin = (t: { after: (end: () => void) => void }, beats = true): Socket => {
  const every = globalThis.setInterval;
  mock.timers.enable({ apis: beats ? ["setTimeout", "setInterval", "Date"] : ["setTimeout", "Date"] });
  if (!beats) globalThis.setInterval = ((run: () => void) => ((beat = run), 0)) as never;
  t.after(() => {
    mock.timers.reset();
    globalThis.setInterval = every;
  });
  globalThis.WebSocket = Fake as never;
  Fake.made = [];
  const socket = new Socket(() => "ws://127.0.0.1/", silent, 10_000);
  socket.connect();
  return socket;
};

const join = async (): Promise<void> => {
  await last().onopen?.();
  last().onmessage?.({ data: '{"seq":0}' });
};

test("trap_7_a_handshake_that_takes_long_is_waited_for_and_one_that_never_ends_is_not", async (t) => {
  const socket = begin(t);
  mock.timers.tick(15_000);
  assert.equal(Fake.made.length, 1, "a slow one is the only one");
  assert.deepEqual(last().sent, [], "and nothing is said before it is open");
  await join();
  assert.ok(socket.joined);
  assert.deepEqual(last().sent, ['{"join":"t"}']);
  last().close();
  mock.timers.tick(250);
  const stuck = last();
  assert.equal(Fake.made.length, 2);
  mock.timers.tick(20_000);
  mock.timers.tick(500);
  assert.equal(Fake.made.length, 3, "one that never ends is given up");
  await join();
  const made = Fake.made.length;
  stuck.onmessage?.({ data: '{"seq":9}' });
  stuck.onclose?.({ code: 4401 });
  mock.timers.tick(9_000);
  assert.equal(Fake.made.length, made, "what the one that was given up still says is not heard");
  assert.ok(socket.joined);
});

test("trap_7_a_tab_that_was_asleep_wakes_with_one_socket_at_once", async (t) => {
  const socket = begin(t, false);
  await join();
  // No timer runs in a tab that is asleep, and its socket has died meanwhile without a word.
  mock.timers.setTime(Date.now() + 3_600_000);
  beat();
  assert.ok(!socket.joined, "the first beat notices");
  assert.equal(Fake.made.length, 2);
  await join();
  // Or it was told that the socket is gone, and the next try is far away.
  for (let i = 0; i < 10; i++) {
    last().close();
    if (i < 9) mock.timers.tick(30_000);
  }
  const made = Fake.made.length;
  for (let i = 0; i < 3; i++) document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(Fake.made.length, made + 1, "as soon as it can be seen, and once");
  await join();
  mock.timers.tick(9_000);
  assert.equal(Fake.made.length, made + 1, "the try that was planned is not made");
});

test("reconnecting backs off, never gives up, and adds no listeners", async () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  globalThis.WebSocket = Fake as never;
  Fake.made = [];
  let listeners = 0;
  globalThis.addEventListener = (() => listeners++) as never;
  const joined: unknown[] = [];
  let losses = 0;
  let ends = 0;
  let takes = 0;
  const handlers = {
    join: async () => ({ join: "t" }),
    joined: (frame: Frame) => joined.push(frame),
    frame: () => {},
    lost: () => losses++,
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
  assert.equal(losses, 50, "each is told of");
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

test("a socket whose beats are a minute apart, as in a hidden tab, lives while its pings are answered", async (t) => {
  const socket = begin(t, false);
  await join();
  // Sockets of other tests listen to the document, too.
  const own = last();
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  for (let minute = 1; minute <= 5; minute++) {
    mock.timers.tick(60_000);
    beat();
    assert.equal(own.sent.length, 1 + minute, "each beat asks");
    own.onmessage?.({ data: '{"pong":1}' });
  }
  mock.timers.tick(30_000);
  Reflect.deleteProperty(document, "visibilityState");
  document.dispatchEvent(new Event("visibilitychange"));
  mock.timers.tick(10_000);
  beat();
  own.onmessage?.({ data: '{"pong":1}' });
  assert.ok(socket.joined, "and when it is looked at again");
  for (let i = 0; i < 3; i++) beat();
  assert.ok(!socket.joined, "two questions in a row without an answer are the end");
});
