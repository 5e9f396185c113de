// Parts load where a plan needs them, once each, and everything else goes on without them.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { dom } from "./dom";
import { core } from "./stage";
import { part as life } from "../src/parts/life";
import { Parts, urlOf } from "../src/parts";

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test("a part is loaded when a plan names what it sees to, and told of each name once", async () => {
  const loaded: string[] = [];
  const told: [string, string[]][] = [];
  const parts = new Parts(core, async (name) => {
    loaded.push(name);
    return name === "life" ? life : () => (names: string[]) => told.push([name, names]);
  });
  parts.use([]);
  assert.deepEqual(loaded, [], "a page that uses none loads none");
  parts.use(["lvt-on:click", "lvt-on:input", "lvt-scroll-away"]);
  parts.use(["lvt-on:click", "lvt-on:blur", "lvt-hook", "autofocus", "aria-invalid"]);
  await parts.begunAll();
  await turn();
  assert.deepEqual(loaded.sort(), ["aria-invalid", "autofocus", "hook", "life", "on", "scroll"]);
  const toldTo = (part: string): string[][] => told.filter(([name]) => name === part).map(([, names]) => names);
  assert.deepEqual(toldTo("on"), [["lvt-on:click", "lvt-on:input"], ["lvt-on:blur"]]);
  assert.deepEqual([...toldTo("scroll"), ...toldTo("hook")], [["lvt-scroll-away"], ["lvt-hook"]]);
});

test("a part that can't be had is asked for again, and keeps no other waiting", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const errors = mock.method(console, "error", () => {});
  let failures = 2;
  const begun: string[] = [];
  const asked: number[] = [];
  const parts = new Parts(core, async (name, tries) => {
    if (name === "on") asked.push(tries);
    if (name === "on" && failures-- > 0) throw new Error("404");
    return name === "life" ? life : () => void begun.push(name);
  });
  parts.use(["lvt-on:click", "lvt-hook"]);
  await turn();
  assert.deepEqual(begun, ["hook"]);
  for (const pause of [500, 1000]) {
    mock.timers.tick(pause);
    await turn();
  }
  assert.deepEqual(begun, ["hook", "on"]);
  assert.deepEqual(asked, [0, 1, 2], "each time by another name: a browser keeps that a module could not be had");
  errors.mock.restore();
  mock.timers.reset();
});

test("what a browser has of its own is not loaded", async () => {
  const uses = async (): Promise<string[]> => {
    const loaded: string[] = [];
    const parts = new Parts(core, async (name) => {
      loaded.push(name);
      return name === "life" ? life : () => {};
    });
    parts.use(["commandfor", "dialog"]);
    await parts.begunAll();
    return loaded;
  };
  const { HTMLButtonElement, HTMLDialogElement } = dom.window;
  Object.assign(HTMLButtonElement.prototype, { commandForElement: null });
  Object.assign(HTMLDialogElement.prototype, { showModal: () => {} });
  assert.deepEqual(await uses(), []);
  Reflect.deleteProperty(HTMLButtonElement.prototype, "commandForElement");
  assert.deepEqual(await uses(), ["life", "dialog"]);
});

test("a part is beside the script, wherever that is", () => {
  assert.equal(urlOf("/_livetpl/livetpl-1a.js", "on"), "/_livetpl/on-1a.js");
  assert.equal(urlOf("/_livetpl/livetpl-1a.js", "on", 2), "/_livetpl/on-1a.js?2");
  const elsewhere = "https://livetpl-x.test/livetpl-demo/_livetpl/";
  assert.equal(urlOf(`${elsewhere}livetpl-1a.js`, "fx"), `${elsewhere}fx-1a.js`);
});
