// Links, search forms and the browser's history: which are followed in place, who wins, and what becomes of failures.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { dom, parsed } from "./dom";
import { asked, core, one } from "./stage";
import type { Core } from "../src/core";
import { part } from "../src/parts/nav";

const { window } = dom;
const turn = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((done) => setImmediate(done));
};

/** What the browser was told, and the pages that were put in place. */
const happened: string[] = [];
const told = (): string[] => happened.splice(0);

const { location } = window;
Object.defineProperty(globalThis, "location", {
  value: {
    ...Object.fromEntries(["href", "origin", "pathname", "search", "hash"].map((name) => [name, undefined])),
    assign: (to: URL | string) => happened.push(`load ${String(to).replace(location.origin, "")}`),
    reload: () => happened.push("reload"),
  },
});
for (const name of ["href", "origin", "pathname", "search", "hash"] as const) {
  Object.defineProperty(globalThis.location, name, { get: () => location[name] });
}
globalThis.history = window.history;
globalThis.addEventListener = window.addEventListener.bind(window) as never;
let scroll = [0, 0];
globalThis.scrollTo = ((x: number, y: number) => {
  scroll = [x, y];
  happened.push(`scroll ${x} ${y}`);
}) as never;
for (const i of [0, 1]) Object.defineProperty(globalThis, `scroll${"XY"[i]}`, { get: () => scroll[i] });
window.Element.prototype.scrollIntoView = function (this: Element) {
  happened.push(`scroll to #${this.id}`);
};

type Page = {
  url: string;
  signal: AbortSignal;
  answer: (html: string, url?: string, type?: string) => Promise<void>;
  /** How often its text was read. */
  reads: () => number;
  fail: () => Promise<void>;
};
const pages: Page[] = [];
globalThis.fetch = ((url: URL, { signal }: { signal: AbortSignal }) =>
  new Promise((resolve, reject) => {
    const place = url.href.replace(location.origin, "");
    let reads = 0;
    signal.addEventListener("abort", () => reject(new Error("aborted")));
    pages.push({
      url: place,
      signal,
      reads: () => reads,
      answer: async (html, at = "", type = "text/html; charset=utf-8") => {
        const text = async (): Promise<string> => (reads++, html);
        resolve({ url: at && location.origin + at, headers: new Headers({ "content-type": type }), text });
        await turn();
      },
      fail: async () => {
        reject(new Error("the network is away"));
        await turn();
      },
    });
  })) as never;

const script = document.createElement("script");
/** Pages of another application can't be put in place. */
const swap = async (html: string): Promise<(() => void) | null> =>
  html === "foreign" ? null : () => void happened.push(`put ${html} at ${location.pathname}${location.search}`);
const nav = part({ ...core, script: () => script, part: async () => swap } as unknown as Core);

// Behind the part's own: whether it has taken an event. The test's browser follows nothing by itself.
let taken = false;
for (const name of ["click", "submit"]) {
  window.addEventListener(name, (event) => {
    taken = event.defaultPrevented;
    event.preventDefault();
  });
}

const click = (css: string, init: MouseEventInit = {}): boolean => {
  one(css).dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...init }));
  return taken;
};

const link = (href: string, more = ""): void => void parsed(`<a href="${href}" ${more}><b>link</b></a>`);

const go = (href: string): void => {
  link(href);
  assert.ok(click("b"), href);
};

const place = (): string => location.pathname + location.search + location.hash;
/** Where the page asked to go, and is not answered. */
const wanted = (): string[] => asked.map(({ message }) => message.navigate);
const answer = async (code?: string): Promise<void> => {
  asked.shift()?.settle(code ? { code, message: "no" } : undefined);
  await turn();
};

const back = async (steps = -1): Promise<void> => {
  const popped = new Promise((done) => window.addEventListener("popstate", done, { once: true }));
  history.go(steps);
  await popped;
  await turn();
};

let round = 0;
/** Each test has a path of its own. */
let here = "";

beforeEach(async () => {
  mock.timers.reset();
  here = `/room${++round}`;
  nav.go(here);
  // What the last test has left is answered, and overtaken.
  for (const { settle } of asked) settle();
  await pages.pop()?.answer("start");
  for (const list of [happened, asked, pages]) list.splice(0);
  scroll = [0, 0];
});

test("links with a meaning of their own are the browser's", async () => {
  for (const init of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
    link("?a=1");
    assert.ok(!click("b", init), JSON.stringify(init));
  }
  for (const more of ['target="_blank"', 'target="frame"', "download", 'download="x.txt"', 'rel="nofollow external"'])
    assert.ok((link("?a=1", more), !click("b")), more);
  for (const href of [
    "https://example.org/",
    "//example.org/",
    "mailto:a@example.org",
    "http://[",
    "javascript:void 0",
  ])
    assert.ok((link(href), !click("b")), href);
  parsed('<nav lvt-nav:no-intercept><a href="?a=1">x</a></nav>');
  assert.ok(!click("a"));
  link("?a=1", "lvt-nav:no-intercept");
  assert.ok(!click("b"));
  parsed("<a>no link</a>");
  assert.ok(!click("a"));
  assert.deepEqual([asked, pages, happened], [[], [], []]);
});

test("a link that somebody else has handled is not followed", () => {
  link("?a=1");
  one("a").addEventListener("click", (event) => event.preventDefault());
  click("b");
  assert.deepEqual(asked, []);
});

test("a link that only leads to a place of what is shown is the browser's; one to another query is not", async () => {
  link("#there");
  assert.ok(!click("b"));
  link(`${here}#there`);
  assert.ok(!click("b"));
  link("#");
  assert.ok(!click("b"), "the top of the page");
  parsed('<a href="?a=1#there">x</a><p id="there"></p>');
  assert.ok(click("a"));
  await answer();
  assert.deepEqual([told(), place()], [["scroll to #there"], `${here}?a=1#there`]);
});

test("plain links, and those to `_self`, are followed", () => {
  for (const more of ["", 'target="_self"', 'target=""', 'rel="nofollow"'])
    assert.ok((link("?a=1", more), click("b")), more);
  assert.equal(asked.length, 4);
  // What is said for all links holds for those that say nothing.
  const base = document.head.appendChild(document.createElement("base"));
  base.target = "_blank";
  assert.ok((link("?a=1"), !click("b")), "a tab of its own");
  assert.ok((link("?a=1", 'target="_self"'), click("b")));
  parsed('<form method="get"><button>x</button></form>');
  one<HTMLFormElement>("form").requestSubmit();
  assert.ok(!taken);
  base.remove();
});

test("another query is asked for on the same connection, and the address follows the page", async () => {
  go("?a=1");
  assert.deepEqual([wanted(), place()], [[`${here}?a=1`], here]);
  await answer();
  assert.deepEqual([place(), told()], [`${here}?a=1`, []], "another query is no other place");
});

test("another path is another page, whatever view it is of", async () => {
  go(`${here}/more`);
  assert.deepEqual([wanted(), pages.map(({ url }) => url)], [[], [`${here}/more`]]);
});

test("another page is fetched, and put in place under its address, from its top", async () => {
  let heard = "";
  document.addEventListener("lvt:navigated", (event) => (heard = (event as CustomEvent<{ url: string }>).detail.url), {
    once: true,
  });
  go("/other?b=2");
  assert.equal(place(), here);
  await pages.pop()?.answer("other");
  assert.deepEqual(told(), ["put other at /other?b=2", "scroll 0 0"]);
  assert.equal(heard, `${location.origin}/other?b=2`);
});

test("a page that sends on is where it sent to, with the link's fragment", async () => {
  parsed('<a href="/old#there">x</a><p id="there"></p>');
  click("a");
  await pages.pop()?.answer("new", "/new");
  assert.deepEqual([told(), place()], [["put new at /new", "scroll to #there"], "/new#there"]);
});

test("a place that turns out to be of another view is fetched", async () => {
  go("?a=1");
  await answer("other-view");
  await pages.pop()?.answer("other");
  assert.deepEqual(told(), [`put other at ${here}?a=1`, "scroll 0 0"]);
});

test("what can't be put in place is loaded", async () => {
  go("/foreign");
  await pages.pop()?.answer("foreign");
  assert.deepEqual(told(), ["load /foreign"]);
  go("/away");
  await pages.pop()?.fail();
  assert.deepEqual(told(), ["load /away"]);
  go("?a=1");
  await answer("disconnected");
  assert.deepEqual([told(), place()], [[`load ${here}?a=1`], here]);
});

test("a place that the server refuses leaves page and address as they were, and is told of", async () => {
  let error: unknown;
  document.addEventListener("lvt:error", (event) => (error = (event as CustomEvent).detail), { once: true });
  go("?a=1");
  await answer("refused");
  assert.deepEqual([told(), place(), error], [[], here, { code: "refused", message: "no" }]);
});

test("of rapid clicks on places of the view the last one wins", async () => {
  for (const a of [1, 2, 3]) go(`?a=${a}`);
  await answer();
  await answer();
  assert.equal(place(), here);
  await answer();
  assert.equal(place(), `${here}?a=3`);
  await back();
  assert.deepEqual(wanted(), [here], "those that were overtaken are no steps of the history");
});

test("if the last one is refused, the page is where the one before it has brought it", async () => {
  go("?a=1");
  go("?a=2");
  await answer();
  await answer("refused");
  assert.equal(place(), `${here}?a=1`);
});

test("a click ends the fetch of the page before it, which is put in place no more", async () => {
  go("/one");
  go("/two");
  const [first, second] = pages;
  assert.ok(first?.signal.aborted);
  await second?.answer("two");
  await first?.answer("one");
  assert.deepEqual([told(), place()], [["put two at /two", "scroll 0 0"], "/two"]);
  go("/three");
  go(`?b=1`);
  assert.ok(pages[2]?.signal.aborted);
  await turn();
  assert.deepEqual(told(), [], "an overtaken page that fails loads nothing");
});

test("a page that comes in after the click behind it does nothing", async () => {
  go("/one");
  const [first] = pages;
  // Its text has come, and its part of the script is asked for.
  const answered = first?.answer("one");
  go("?a=1");
  await answered;
  await answer();
  assert.deepEqual([told(), place()], [[], `${here}?a=1`]);
});

test("back and forward show what was there, scrolled as it was", async () => {
  scroll = [0, 70];
  go("?a=1");
  await answer();
  scroll = [0, 30];
  await back();
  assert.deepEqual([wanted(), place()], [[here], here]);
  await answer();
  assert.deepEqual(told(), ["scroll 0 70"]);
  await back(1);
  await answer();
  assert.deepEqual(
    [place(), told()],
    [`${here}?a=1`, ["scroll 0 70"]],
    "as it was come to, where it was not scrolled since",
  );
});

test("how far a page is scrolled is kept when it has been scrolled", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  scroll = [0, 40];
  window.dispatchEvent(new window.Event("scroll"));
  mock.timers.tick(99);
  assert.deepEqual(history.state.lvt, [0, 0]);
  mock.timers.tick(1);
  assert.deepEqual(history.state.lvt, [0, 40]);
});

test("back to another page fetches it; what fails is loaded again", async () => {
  go("/other");
  await pages.pop()?.answer("other");
  told();
  await back();
  await pages.pop()?.answer("first");
  assert.deepEqual(told(), [`put first at ${here}`, "scroll 0 0"]);
  await back(1);
  await pages.pop()?.fail();
  assert.deepEqual(told(), ["reload"]);
});

test("back to a place that the server refuses loads it: the address is there already", async () => {
  go("?a=1");
  await answer();
  await back();
  await answer("refused");
  assert.deepEqual(told(), ["reload"]);
});

test("back while a click is under way takes its place", async () => {
  go("?a=1");
  await answer();
  go("?a=2");
  await back();
  await answer();
  await answer();
  assert.equal(place(), here);
});

test("a search form is a link with its fields as the query", async () => {
  const submit = (attributes: string, button = ""): boolean => {
    parsed(
      `<form ${attributes}><input name="q" value="a b"><input name="n" value="1"><button ${button}>x</button></form>`,
    );
    one<HTMLFormElement>("form").requestSubmit(one<HTMLButtonElement>("button"));
    return taken;
  };
  assert.ok(submit('method="get"'));
  assert.ok(submit('method="GET" action="/search?old=1"', 'name="by" value="date"'));
  assert.ok(submit('action="/search"'), "a form without a method is one by GET");
  assert.ok(submit('method="post"', 'formmethod="get"'));
  assert.deepEqual(wanted(), [`${here}?q=a+b&n=1`, `${here}?q=a+b&n=1`]);
  assert.deepEqual(
    pages.map(({ url }) => url),
    ["/search?q=a+b&n=1&by=date", "/search?q=a+b&n=1"],
  );
  for (const attributes of [
    "",
    'method="post"',
    'method="dialog"',
    'method="get" target="_blank"',
    'method="get" action="https://example.org/"',
    'method="get" lvt-nav:no-intercept',
    'method="get" lvt-form:no-intercept',
  ])
    assert.ok(!submit(attributes), attributes);
  assert.ok(!submit('method="get"', 'formtarget="_blank"'));
  assert.ok(!submit('method="get"', 'formmethod="post"'));
});

test("a form's fields don't hide what it is", () => {
  parsed(
    `<form method="get">${["action", "method", "target", "closest", "id"].map((name) => `<input name="${name}" value="1">`).join("")}</form>`,
  );
  one<HTMLFormElement>("form").requestSubmit();
  assert.deepEqual(wanted(), [`${here}?action=1&method=1&target=1&closest=1&id=1`]);
});

test("where the server sends the page it goes as by a link; a query that it sets is no step", async () => {
  nav.go("/sent");
  await pages.pop()?.answer("sent");
  assert.equal(place(), "/sent");
  const steps = history.length;
  nav.replace("page=2");
  assert.deepEqual([place(), history.length], ["/sent?page=2", steps]);
  link("?page=2#x");
  assert.ok(!click("b"), "the page is there");
  nav.replace("");
  assert.equal(place(), "/sent");
});

test("what waits to be sent goes first, and a navigation shows as what is under way", async () => {
  const events: string[] = [];
  const flush = (): unknown => events.push("flush");
  core.before.add(flush);
  for (const name of ["pending", "done"])
    document.addEventListener(`lvt:${name}`, () => events.push(name), { once: true });
  go("?a=1");
  core.before.delete(flush);
  assert.deepEqual(events, ["flush", "pending"]);
  await answer();
  assert.deepEqual(events, ["flush", "pending", "done"]);
});

test("a page that the browser kept restores no scrolling by itself, as before", () => {
  const modes: string[] = [];
  history.scrollRestoration = "manual";
  for (const name of ["pagehide", "pageshow"]) {
    const event = Object.assign(new window.Event(name), { persisted: true });
    window.dispatchEvent(event);
    modes.push(history.scrollRestoration);
  }
  assert.deepEqual(modes, ["auto", "manual"]);
});

test("what fails on the way to a page leaves nothing busy", async () => {
  const { pending } = core;
  const before = pending();
  // A fragment that is no UTF-8, and a browser that notes no more places.
  go("?x=1#100%");
  await answer();
  assert.equal(pending(), before);
  const { replaceState } = history;
  const errors = mock.method(console, "error", () => {});
  history.replaceState = () => {
    throw new DOMException("too often", "SecurityError");
  };
  go("?x=2");
  await answer();
  history.replaceState = replaceState;
  assert.equal(location.search, "?x=2");
  assert.equal(pending(), before);
  assert.equal(errors.mock.callCount(), 1, "it is told");
  errors.mock.restore();
  told();
});

test("a page whose part does not come is loaded by the browser", async () => {
  // `swap` is asked for by the part's own core, so this is a part of its own, for one navigation.
  mock.timers.enable({ apis: ["setTimeout"] });
  const own = part({ ...core, script: () => script, part: () => new Promise(() => {}) } as unknown as Core);
  told();
  own.go("/elsewhere-altogether");
  await pages.pop()?.answer("page");
  assert.deepEqual(told(), []);
  mock.timers.tick(3_000);
  await turn();
  mock.timers.reset();
  assert.deepEqual(told(), ["load /elsewhere-altogether"]);
});

test("back from a fragment is where the page was, which was never scrolled", async () => {
  link("#there");
  scroll = [0, 20];
  click("b");
  history.pushState(null, "", "#there");
  scroll = [0, 900];
  await back();
  assert.deepEqual([told(), place()], [["scroll 0 20"], here]);
});

test("what is no page is not read, and the browser's; what looks like a file is not asked for at all", async () => {
  go("/stream");
  const [stream] = pages;
  await stream?.answer("endless", "", "text/event-stream");
  assert.deepEqual([told(), stream?.reads(), stream?.signal.aborted], [["load /stream"], 0, true]);
  for (const href of ["/report.csv", "/a/b.tar.gz?x=1", "/manual.pdf#page=2"]) {
    link(href);
    assert.ok(!click("b"), href);
  }
  go("/v1.2");
  assert.equal(pages.length, 2, "no name of a file");
});

test("back shows the field that somebody types into as it was there; what is theirs alone stays", async () => {
  go("?q=a");
  await answer();
  for (const [isValued, shows] of [
    [true, "theirs"],
    [false, "typed"],
  ] as const) {
    parsed('<input value="theirs">');
    const field = one<HTMLInputElement>("input");
    if (isValued) core.valued.add(field);
    field.value = "typed";
    field.focus();
    await back(isValued ? -1 : 1);
    await answer();
    assert.equal(field.value, shows);
  }
});

test("what is typed while a page is fetched is sent to the one in which it was", async () => {
  const flush = (): unknown => happened.push("flush");
  go("/other");
  core.before.add(flush);
  await pages.pop()?.answer("other");
  core.before.delete(flush);
  assert.deepEqual(told(), ["flush", "put other at /other", "scroll 0 0"]);
});
