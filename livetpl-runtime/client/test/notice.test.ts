// What the page doesn't say itself is said: failures that no template shows, and a server that is away.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { parsed } from "./dom";
import { answer, core, one, run, tag } from "./stage";
import { part } from "../src/parts/notice";

mock.timers.enable({ apis: ["setTimeout"] });
let isAway = false;
globalThis.fetch = (async () => {
  if (isAway) throw new TypeError("failed to fetch");
  return Response.error();
}) as never;
tag.src = "http://127.0.0.1/_livetpl/livetpl-1.js";

const root = document.documentElement;
root.setAttribute("data-lvt-status", "connected");
const tell = part(core);
for (const type of ["lvt:pending", "lvt:error"]) document.addEventListener(type, (event) => tell(event as CustomEvent));

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const shown = (): string | undefined => document.querySelector("lvt-notice[role=alert] span")?.textContent ?? undefined;
const act = (error?: Parameters<typeof answer>[0]): void => {
  run(one("main"), "save", {});
  answer(error);
};

beforeEach(() => {
  root.removeAttribute("data-lvt-notice");
  parsed("");
  act();
});

test("an error that the page does not show is a notice until the next success, or until it is dismissed", () => {
  act({ code: "refused", message: "There is no room." });
  assert.equal(shown(), "There is no room.");
  act({ code: "invalid-fields", message: "some fields were refused", fields: { a: "is empty", b: "is long" } });
  assert.equal(shown(), "is empty\nis long");
  act();
  assert.equal(shown(), undefined);
  act({ code: "disconnected", message: "TypeError: failed" });
  assert.match(shown() ?? "", /connection was lost/);
  one("lvt-notice button").click();
  assert.equal(shown(), undefined);
});

test("an error that the page shows is none, and a page may do without", () => {
  act({ code: "refused", message: "no", shown: true });
  assert.equal(shown(), undefined);
  root.setAttribute("data-lvt-notice", "off");
  act({ code: "refused", message: "no" });
  assert.equal(shown(), undefined);
});

test("a server that can't be reached for long is told of, until it can; a page that goes on by fetch is not away", async () => {
  const lose = async (): Promise<void> => {
    root.setAttribute("data-lvt-status", "connecting");
    document.dispatchEvent(new Event("lvt:disconnected"));
    mock.timers.tick(4_999);
    await turn();
    assert.equal(shown(), undefined);
    mock.timers.tick(1);
    await turn();
  };
  await lose();
  assert.equal(shown(), undefined, "it answers");
  isAway = true;
  mock.timers.tick(5_000);
  await turn();
  assert.match(shown() ?? "", /can't be reached/);
  isAway = false;
  mock.timers.tick(5_000);
  await turn();
  assert.equal(shown(), undefined);
  isAway = true;
  mock.timers.tick(5_000);
  await turn();
  assert.ok(shown());
  root.setAttribute("data-lvt-status", "connected");
  document.dispatchEvent(new Event("lvt:connected"));
  assert.equal(shown(), undefined);
});
