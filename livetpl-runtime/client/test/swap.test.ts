// A page that was fetched takes the place of the one that is shown: head, body, scripts, styles, focus.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { dom } from "./dom";
import { core, one } from "./stage";
import type { Core } from "../src/core";
import { part } from "../src/parts/swap";

globalThis.DOMParser = dom.window.DOMParser;

const TAG = '<script src="/_livetpl/livetpl-1.js" data-lvt-plan="/_livetpl/plan-b.json"></script>';
const page = (head: string, body: string, attributes = ""): string =>
  `<!DOCTYPE html><html ${attributes}><head>${head}</head><body>${body}${TAG}</body></html>`;

let script: HTMLScriptElement;
let adopted: HTMLScriptElement | undefined;
const followed: string[] = [];
core.follow({
  selector: "p",
  came: (el) => followed.push(`came ${el.textContent}`),
  went: (el) => followed.push(`went ${el.textContent}`),
});

/** A page as it was loaded, with the part that has begun on it. */
const open = (head: string, body: string): ((html: string) => Promise<(() => void) | null>) => {
  const { documentElement: root } = document;
  for (const { name } of [...root.attributes]) root.removeAttribute(name);
  document.head.innerHTML = head;
  document.body.innerHTML = body + TAG;
  script = one("script[data-lvt-plan]");
  adopted = undefined;
  return part({ ...core, script: () => script, adopt: (tag) => (adopted = script = tag) } as Core);
};

const swap = async (head: string, body: string, html: string): Promise<void> => {
  const put = await open(head, body)(html);
  assert.ok(put);
  put();
};

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

beforeEach(() => mock.timers.reset());

test("a page that is none of this application, or of another version of it, is not put in place", async () => {
  const put = open("", "<h1>a</h1>");
  for (const html of ["", "<h1>b</h1>", page("", "").replace("livetpl-1", "livetpl-2")])
    assert.equal(await put(html), null);
  assert.equal(one("h1").textContent, "a");
});

test("the page stays as it is until it is told, and then is the other", async () => {
  const put = await open("<title>a</title>", "<h1>a</h1>")(page("<title>b</title>", "<h1>b</h1>"));
  assert.deepEqual([document.title, one("h1").textContent, adopted], ["a", "a", undefined]);
  put?.();
  assert.deepEqual([document.title, one("h1").textContent], ["b", "b"]);
  assert.equal(adopted, one("script[data-lvt-plan]"), "it is the new page's tag");
  assert.equal(document.querySelectorAll("head, body, script").length, 3);
});

test("what both heads have stays, and the rest is as the new page has it, in its order", async () => {
  const head = '<meta charset="utf-8"><title>a</title><style>a{}</style><link rel="icon" href="/i">';
  const put = await open(
    head,
    "",
  )(page('<meta charset="utf-8"><title>b</title><meta name="x"><link rel="icon" href="/i"><base href="/">', ""));
  const [icon, meta] = [one("[rel=icon]"), one("meta")];
  put?.();
  assert.deepEqual([one("[rel=icon]") === icon, one("meta") === meta], [true, true]);
  assert.deepEqual(
    [...document.head.children].map((el) => el.localName),
    ["meta", "title", "meta", "link", "base"],
  );
});

test("attributes of the root are the new page's; what the script says there stays", async () => {
  const put = await open("", "")(page("", "", 'lang="de" class="wide"').replace("<body>", '<body class="b">'));
  const { documentElement: root } = document;
  root.setAttribute("lang", "en");
  root.setAttribute("data-theme", "dark");
  root.setAttribute("data-lvt-status", "connected");
  put?.();
  assert.deepEqual(Object.fromEntries([...root.attributes].map(({ name, value }) => [name, value])), {
    lang: "de",
    class: "wide",
    "data-lvt-status": "connected",
  });
  assert.equal(document.body.className, "b");
});

test("a page waits for its stylesheets, behind those that are there, and for none that is there", async () => {
  const link = (name: string): string => `<link rel="stylesheet" href="/${name}.css">`;
  const put = open(`${link("a")}<style>z{}</style>`, "<h1>a</h1>");
  const own = one("link");
  const ready: ((() => void) | null)[] = [];
  void put(page(link("a") + link("b") + link("c"), "<h1>b</h1>")).then((done) => ready.push(done));
  await turn();
  const names = (): (string | null)[] => [...document.head.children].map((el) => el.getAttribute("href"));
  assert.deepEqual(names(), ["/a.css", "/b.css", "/c.css", null]);
  const media = (): (string | null)[] => [...document.querySelectorAll("link")].map((el) => el.getAttribute("media"));
  assert.deepEqual(media(), [null, "not all", "not all"], "the page that is shown is not styled by them");
  one("[href='/b.css']").dispatchEvent(new Event("load"));
  await turn();
  assert.equal(ready.length, 0);
  // One that can't be had keeps nobody waiting.
  const loaded = one("[href='/c.css']");
  loaded.dispatchEvent(new Event("error"));
  await turn();
  ready[0]?.();
  assert.deepEqual(names(), ["/a.css", "/b.css", "/c.css"]);
  assert.deepEqual(media(), [null, null, null]);
  assert.ok(own === one("link") && loaded === one("[href='/c.css']"), "none is loaded twice");
});

test("the stylesheets of a page that was overtaken go with the next one", async () => {
  const put = open("", "<h1>a</h1>");
  void put(page('<link rel="stylesheet" href="/b.css">', "<h1>b</h1>"));
  await turn();
  assert.equal(document.querySelectorAll("link").length, 1);
  const next = await put(page("", "<h1>c</h1>"));
  assert.equal(document.querySelectorAll("link").length, 0);
  next?.();
  assert.equal(one("h1").textContent, "c");
});

test("a stylesheet that does not come is waited for no longer than a second", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const put = open("", "")(page('<link rel="stylesheet" href="/never.css">', "<h1>b</h1>"));
  await turn();
  mock.timers.tick(999);
  let isReady = false;
  void put.then(() => (isReady = true));
  await turn();
  assert.ok(!isReady);
  mock.timers.tick(1);
  (await put)?.();
  assert.equal(one("h1").textContent, "b");
});

test("a script runs once, however many pages name it", async () => {
  const [shared, own] = ['<script src="/shared.js" defer></script>', "<script>let own</script>"];
  const put = open(shared, "<h1>a</h1>");
  /** Those that run: a parser's own never do, and are put anew. */
  const ran = async (html: string): Promise<string[]> => {
    const go = await put(html);
    const fresh: string[] = [];
    const { createElement } = document;
    document.createElement = ((name: string) => {
      const el = createElement.call(document, name);
      if (name === "script") setImmediate(() => fresh.push(el.outerHTML));
      return el;
    }) as never;
    go?.();
    document.createElement = createElement;
    await turn();
    return fresh;
  };
  assert.deepEqual(await ran(page(shared, `<h1>b</h1>${own}`)), [own]);
  assert.deepEqual(await ran(page("", "<h1>c</h1>")), []);
  assert.deepEqual(await ran(page(shared, `<h1>d</h1>${own}`)), [], "back on a page");
  assert.equal(one("body script").textContent, "let own", "it stands there all the same");
});

test("what is for browsers without scripts stays text", async () => {
  await swap("", "", page("<noscript><link rel=stylesheet href=/x.css></noscript>", "<noscript><p>no</p></noscript>"));
  assert.equal(document.querySelectorAll("noscript *").length, 0);
  assert.equal(one("body noscript").textContent, "<p>no</p>");
});

test("the bar that shows what is under way stays until that ends", async () => {
  const put = await open("", "<p>a</p>")(page("", "<p>b</p>"));
  const bar = document.documentElement.appendChild(document.createElement("lvt-progress"));
  const stray = document.documentElement.appendChild(document.createElement("div"));
  put?.();
  assert.deepEqual([bar.isConnected, stray.isConnected], [true, false]);
  assert.equal(document.body.nextSibling, bar);
  bar.remove();
});

test("who follows elements hears of those that went and came", async () => {
  const put = await open("", "<p>a</p>")(page("", "<p>b</p>"));
  // It was never told of by a frame.
  followed.splice(0);
  put?.();
  assert.deepEqual(followed, ["came b"]);
  const next = await part({ ...core, script: () => script, adopt: () => {} } as Core)(page("", "<p>c</p>"));
  next?.();
  assert.deepEqual(followed, ["came b", "went b", "came c"]);
});

test("the focus is on the field that asks for it, or else where a reader begins", async () => {
  await swap("", "<input>", page("", "<h1>b</h1><input autofocus>"));
  assert.equal(document.activeElement, one("input"));
  await swap("", "<input>", page("", "<h1>b</h1><h1>c</h1><input>"));
  const title = one("h1");
  assert.equal(document.activeElement, title);
  title.blur();
  assert.ok(!title.hasAttribute("tabindex"), "it takes the focus no more");
  await swap("", "<input>", page("", '<h1 tabindex="0">b</h1>'));
  one("h1").blur();
  assert.equal(one("h1").getAttribute("tabindex"), "0", "its own stays");
  await swap("", "<h1>a</h1>", page("", "<p>b</p>"));
  assert.equal(document.activeElement, document.body);
});
