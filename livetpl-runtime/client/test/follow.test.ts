// Where the server sends the page: with its cookies first, and whatever becomes of them.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import type { Core } from "../src/core";
import { post } from "../src/fetch";
import { part } from "../src/parts/follow";

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test("cookies are fetched before the page goes elsewhere, and tried for again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const happened: string[] = [];
  const assign = (to: string): number => happened.push(`to ${to}`);
  Object.defineProperty(globalThis, "location", { value: { href: "http://127.0.0.1/login", assign } });
  let broken = 0;
  globalThis.fetch = (async (_: string, init: { body: string; headers: { [name: string]: string } }) => {
    happened.push(init.body);
    assert.equal(init.headers["x-livetpl"], "1");
    if (broken-- > 0) throw new Error("the network is away");
    return { ok: true, status: 200 };
  }) as never;

  const nav = {
    go: (to: string) => happened.push(`go ${to}`),
    replace: (query: string) => happened.push(`? ${query}`),
  };
  const follow = part({ post, part: async () => nav } as unknown as Core);

  await follow({ redirect: "/a" });
  assert.deepEqual(happened.splice(0), ["to /a"]);
  await follow({ cookies: "t" });
  assert.deepEqual(happened.splice(0), ['{"cookies":"t"}']);
  await follow({ seq: 1 });
  assert.deepEqual(happened, []);
  assert.equal(await follow({ query: "a=b" }), false, "the page stays");
  assert.equal(await follow({ cookies: "t", query: "", navigate: "/c" }), true);
  assert.deepEqual(happened.splice(0), ["? a=b", '{"cookies":"t"}', "? ", "go /c"]);

  broken = 1;
  const followed = follow({ cookies: "t", redirect: "/b" });
  await turn();
  assert.deepEqual(happened, ['{"cookies":"t"}'], "it does not go without its cookies");
  mock.timers.tick(500);
  await followed;
  assert.deepEqual(happened.splice(0), ['{"cookies":"t"}', '{"cookies":"t"}', "to /b"]);
  mock.timers.reset();
});
