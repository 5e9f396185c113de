// `lvt-upload`: pieces and windows by socket and by fetch, what is cut, refused, cancelled or overtaken, and forms that wait.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { dom, parsed } from "./dom";
import { actions, answer, begin, chunks, core, dispatch, failure, one, sent } from "./stage";
import { part as on } from "../src/parts/on";
import { part } from "../src/parts/upload";
import { emit } from "../src/status";

/** A piece of a file as the server reads it. */
type Piece = [id: number, from: number, text: string];
type Files = { [id: string]: unknown };
type Request = {
  piece: Piece;
  token: string;
  answer: (files: Files) => Promise<void>;
  /** The network is away. */
  lose: () => Promise<void>;
  /** The connection ends in the middle of the answer. */
  cut: () => Promise<void>;
};

/** What was sent by fetch and is not answered. */
const requests: Request[] = [];
let hasSocket = true;
let script = document.createElement("script");
const parts: string[] = [];
const submitted: (string | null)[] = [];

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

const read = (message: Uint8Array): Piece => {
  const view = new DataView(message.buffer, message.byteOffset);
  return [view.getUint32(0), Number(view.getBigUint64(4)), new TextDecoder().decode(message.subarray(12))];
};
const pieces = (): Piece[] => chunks.splice(0).map(read);

globalThis.fetch = ((_: string, init: { body: Uint8Array; headers: { [name: string]: string } }) =>
  new Promise((resolve, reject) => {
    const body = async (json: () => Promise<unknown>): Promise<void> => {
      resolve({ ok: true, json });
      await turn();
    };
    requests.push({
      piece: read(init.body),
      token: init.headers["x-livetpl-token"] as string,
      answer: (files) => body(async () => ({ chunk: 4, window: 8, files })),
      lose: async () => {
        reject(new Error("the network is away"));
        await turn();
      },
      cut: () => body(() => Promise.reject(new SyntaxError("the body ends"))),
    });
  })) as never;
globalThis.DataTransfer = class {
  files: File[] = [];
  items = { add: (file: File): number => this.files.push(file) };
} as never;

globalThis.addEventListener = dom.window.addEventListener.bind(dom.window) as never;

// One part that was here before, and hears of submits on the document.
begin(on, ["lvt-on:submit"]);
void part({
  ...core,
  chunk: (bytes) => hasSocket && core.chunk(bytes),
  script: () => script,
  part: async <T>(name: string) => (parts.push(name), (() => {}) as T),
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  submitted.push((event as SubmitEvent).submitter?.getAttribute("name") ?? null);
});

const status = (to: "connected" | "connecting"): void => {
  const root = document.documentElement;
  if (root.getAttribute("data-lvt-status") === to) return;
  root.setAttribute("data-lvt-status", to);
  hasSocket = to === "connected";
  emit(document, to === "connected" ? "connected" : "disconnected");
};

let last = 0;
/** Selects files of these contents; the number of the first. */
const select = (css: string, ...texts: string[]): number => {
  const files = texts.map((text, i) => new File([text], `${i}.txt`, { type: "text/plain" }));
  const input = one<HTMLInputElement>(css);
  Object.defineProperty(input, "files", { value: files, configurable: true, writable: true });
  dispatch(input, "change");
  const first = last + 1;
  last += files.length;
  return first;
};

const tell = async (files: Files): Promise<void> => {
  emit(document, "event:lvt:upload", { chunk: 4, window: 8, files });
  await turn();
};

/** The messages of the framework's own action that wait for an answer, oldest first. */
const said = (): unknown[] =>
  sent.map(({ action, data }) => {
    assert.equal(action, "lvt:upload");
    return data;
  });

const open = (attributes = ""): void => {
  parsed(`<form><input type="file" name="paper" lvt-upload="paper" ${attributes}><button name="keep">Keep</button>
    <button name="draft">Draft</button><button type="button" id="cancel">x</button></form>`);
};

beforeEach(async () => {
  mock.timers.reset();
  // What the last test left is nobody's.
  script = document.createElement("script");
  document.dispatchEvent(new CustomEvent("lvt:navigated"));
  parsed("");
  status("connected");
  await turn();
  for (const list of [sent, chunks, requests, submitted]) list.splice(0);
  mock.timers.enable({ apis: ["setTimeout"] });
});

const numbers = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

test("files are announced when they are selected, and go in pieces, a window ahead of what is taken", async () => {
  open();
  const id = select("input", "abcdefghijklmn");
  assert.deepEqual(said(), [{ upload: "paper", files: [[id, "0.txt", 14, "text/plain"]], cancel: [] }]);
  await turn();
  assert.deepEqual(pieces(), [], "the server says first how large a piece may be");
  answer();
  await tell({ [id]: 0 });
  assert.deepEqual(pieces(), [
    [id, 0, "abcd"],
    [id, 4, "efgh"],
  ]);
  await tell({ [id]: 4 });
  assert.deepEqual(pieces(), [[id, 8, "ijkl"]]);
  await tell({ [id]: 12 });
  assert.deepEqual(pieces(), [[id, 12, "mn"]]);
  await tell({ [id]: 14 });
  await tell({ [id]: true });
  mock.timers.tick(60_000);
  assert.deepEqual([pieces(), sent.length, requests.length], [[], 0, 0], "the socket needs no asking");
});

test("without a name in `lvt-upload` the input's own is the upload's", () => {
  open();
  one("input").setAttribute("lvt-upload", "");
  select("input", "a");
  assert.equal((said()[0] as { upload: string }).upload, "paper");
});

test("by fetch one piece is on its way at a time, and what is there at last is asked for until it is known", async () => {
  open();
  status("connecting");
  const id = select("input", "abcdef");
  answer();
  await tell({ [id]: 0 });
  assert.deepEqual(
    requests.map(({ piece, token }) => [piece, token]),
    [[[id, 0, "abcd"], "token"]],
  );
  await requests.shift()?.answer({ [id]: 4 });
  answer();
  assert.deepEqual(
    requests.map(({ piece }) => piece),
    [[id, 4, "ef"]],
  );
  await requests.shift()?.answer({ [id]: 6 });
  // All bytes are taken, and the file is not there yet: its handler still works.
  for (const state of [6, 6, true]) {
    sent.splice(0);
    mock.timers.tick(1_000);
    assert.deepEqual(said(), [{ upload: "paper", files: [[id, "0.txt", 6, "text/plain"]], cancel: [] }]);
    answer();
    await tell({ [id]: state });
  }
  mock.timers.tick(60_000);
  assert.deepEqual([sent.length, requests.length], [0, 0]);
});

test("a form that waits goes over fetch, too, once its files are there", async () => {
  open();
  status("connecting");
  const id = select("input", "ab");
  answer();
  await tell({ [id]: 0 });
  one<HTMLButtonElement>("[name=keep]").click();
  await requests.shift()?.answer({ [id]: 2 });
  assert.deepEqual(submitted, []);
  mock.timers.tick(1_000);
  await tell({ [id]: true });
  assert.deepEqual(submitted, ["keep"]);
});

test("a refused file goes over fetch no further, and no longer asks", async () => {
  open();
  status("connecting");
  const id = select("input", "abcdef");
  await tell({ [id]: 0 });
  await requests.shift()?.answer({ [id]: "is no text" });
  sent.splice(0);
  mock.timers.tick(60_000);
  assert.equal(one<HTMLInputElement>("input").validationMessage, "is no text");
  assert.deepEqual([sent.length, requests.length], [0, 0]);
});

for (const how of ["lose", "cut"] as const) {
  test(`a piece that is lost, or whose answer is, is asked about and no file that can't be read (${how})`, async () => {
    open();
    status("connecting");
    const id = select("input", "abcdef");
    answer();
    await tell({ [id]: 0 });
    await requests.shift()?.[how]();
    assert.deepEqual(said(), []);
    mock.timers.tick(1_000);
    assert.deepEqual(said(), [{ upload: "paper", files: [[id, "0.txt", 6, "text/plain"]], cancel: [] }]);
    answer();
    await tell({ [id]: 4 });
    assert.deepEqual(
      requests.map(({ piece }) => piece),
      [[id, 4, "ef"]],
    );
  });
}

test("behind a cut the page names its files again, and each goes on from where the server says", async () => {
  open("multiple");
  const first = select("input", "abcdefgh", "12");
  answer();
  await tell({ [first]: 0, [first + 1]: 0 });
  await tell({ [first + 1]: true });
  assert.equal(pieces().length, 3);
  status("connecting");
  assert.deepEqual(
    (said()[0] as { files: unknown[][] }).files.map(([id]) => id),
    numbers(first, 2),
  );
  await turn();
  assert.deepEqual(requests, [], "until the server has answered nothing is sent");
  answer({ code: "disconnected", message: "the connection was lost" });
  status("connected");
  answer();
  // The page was mounted again, and has lost one; of the other half is there.
  await tell({ [first]: 4, [first + 1]: 0 });
  assert.deepEqual(pieces(), [
    [first, 4, "efgh"],
    [first + 1, 0, "12"],
  ]);
});

test("an announcement that was lost is made again; one that is refused is not", async () => {
  open();
  const input = one<HTMLInputElement>("input");
  for (const code of ["disconnected", "limit"]) {
    select("input", "a");
    answer({ code, message: "no" });
    mock.timers.tick(1_000);
    assert.equal(said().length, 1, code);
    sent.splice(0);
  }
  select("input", "a");
  answer(failure);
  mock.timers.tick(60_000);
  assert.deepEqual([said(), input.validationMessage], [[], "no"]);
  // Another selection is asked about, and is not what was refused.
  select("input", "b");
  const [first] = sent.splice(0);
  select("input", "c");
  first?.settle(failure);
  assert.deepEqual([said().length, input.validationMessage], [1, ""]);
});

test("a late answer to a piece takes nothing back that a frame has said", async () => {
  open();
  status("connecting");
  const id = select("input", "abcdef");
  answer();
  await tell({ [id]: 0 });
  const late = requests.shift();
  await tell({ [id]: true });
  await late?.answer({ [id]: 4 });
  assert.deepEqual(requests, []);
  one<HTMLButtonElement>("[name=keep]").click();
  assert.deepEqual(submitted, ["keep"], "it is there");
});

test("a piece that was on its way when the page asked is not sent twice", async () => {
  open();
  status("connecting");
  const id = select("input", "abcdefgh");
  answer();
  await tell({ [id]: 0 });
  const first = requests.shift();
  // The page asks, and is answered before the piece has come.
  await tell({ [id]: 0 });
  await first?.answer({ [id]: 4 });
  assert.deepEqual(
    requests.map(({ piece }) => piece),
    [[id, 4, "efgh"]],
  );
});

test("a form waits for its files, those of its button or all, and goes on by the button that was pressed", async () => {
  open('lvt-upload-with="keep"');
  const id = select("input", "ab");
  answer();
  await tell({ [id]: 0 });
  one<HTMLButtonElement>("[name=draft]").click();
  assert.deepEqual(submitted.splice(0), ["draft"], "another button does without");
  one<HTMLButtonElement>("[name=keep]").click();
  one<HTMLButtonElement>("[name=keep]").click();
  assert.deepEqual(submitted, []);
  await tell({ [id]: true });
  assert.deepEqual(submitted, ["keep"], "once");
});

test("a refused file makes its input invalid, and so keeps its form from going", async () => {
  open();
  const id = select("input", "ab");
  answer();
  one<HTMLButtonElement>("[name=keep]").click();
  await tell({ [id]: "is too large" });
  const input = one<HTMLInputElement>("input");
  assert.deepEqual([input.validationMessage, submitted], ["is too large", []]);
  await tell({ [id]: null });
  assert.equal(input.validationMessage, "", "the server has let it go");
});

test("what is cancelled stops, leaves the input, and frees the form that waited", async () => {
  open("multiple");
  const first = select("input", "abcdefghijkl", "12");
  answer();
  await tell({ [first]: 0, [first + 1]: true });
  one<HTMLButtonElement>("[name=keep]").click();
  const button = one("#cancel");
  button.setAttribute("lvt-upload-cancel", String(first));
  pieces();
  button.click();
  assert.deepEqual(said(), [{ cancel: [first] }]);
  assert.deepEqual(
    [...(one<HTMLInputElement>("input").files as unknown as File[])].map(({ name }) => name),
    ["1.txt"],
  );
  assert.deepEqual(submitted, ["keep"]);
  await tell({ [first]: 8 });
  assert.deepEqual(pieces(), []);
  // One that this page does not know is cancelled, too: its server may.
  button.setAttribute("lvt-upload-cancel", "4711");
  button.click();
  assert.deepEqual(said()[1], { cancel: [4711] });
});

test("a form that is reset wants none of its files, and does not go on by itself", async () => {
  open();
  const id = select("input", "ab");
  answer();
  one<HTMLButtonElement>("[name=keep]").click();
  one<HTMLFormElement>("form").reset();
  assert.deepEqual(said(), [{ cancel: [id] }]);
  const other = select("input", "cd");
  await tell({ [other]: true });
  assert.deepEqual(submitted, [], "nobody has pressed a button since");
});

test("two forms that wait both go on, each once its own files are there", async () => {
  parsed(`<form id="a"><input type="file" name="f" lvt-upload><button name="first">1</button></form>
    <form id="b"><input type="file" name="f" lvt-upload><button name="second">2</button></form>`);
  const [a, b] = [select("#a input", "ab"), select("#b input", "cd")];
  for (const button of document.querySelectorAll("button")) button.click();
  await tell({ [b]: true });
  assert.deepEqual(submitted, ["second"]);
  await tell({ [a]: true });
  assert.deepEqual(submitted, ["second", "first"]);
});

test("a form that waits goes on by the button that took its own's place, and by no other", async () => {
  for (const [name, value, goes] of [
    ["keep", "1", ["keep"]],
    ["keep", "2", []],
    ["draft", "1", []],
  ] as const) {
    parsed('<form><input type="file" name="paper" lvt-upload><button name="keep" value="1">Keep</button></form>');
    const id = select("input", "ab");
    const button = one<HTMLButtonElement>("button");
    button.click();
    const other = document.createElement("button");
    Object.assign(other, { name, value });
    button.replaceWith(other);
    await tell({ [id]: true });
    assert.deepEqual(submitted.splice(0), goes, name + value);
  }
});

test("a form that waits and is gone is sent nowhere, and keeps nobody else from what was told with it", async () => {
  parsed(`<form id="a"><input type="file" name="f" lvt-upload><button name="first">1</button></form>
    <form id="b"><input type="file" name="f" lvt-upload><button name="second">2</button></form>`);
  const [a, b] = [select("#a input", "ab"), select("#b input", "cd")];
  for (const button of document.querySelectorAll("button")) button.click();
  one("#a").remove();
  await tell({ [a]: true, [b]: true });
  assert.deepEqual(submitted, ["second"]);
});

test("a form whose refused file went with a reset can be sent", async () => {
  open();
  const id = select("input", "ab");
  await tell({ [id]: "is too large" });
  one<HTMLFormElement>("form").reset();
  assert.equal(one<HTMLInputElement>("input").validationMessage, "");
  one<HTMLButtonElement>("[name=keep]").click();
  assert.deepEqual(submitted, ["keep"]);
});

test("a form that is an action on its event waits for its files, too, and is sent once", async () => {
  parsed('<form lvt-on:submit="save"><input type="file" name="paper" lvt-upload><button>Keep</button></form>');
  const id = select("input", "ab");
  sent.splice(0);
  one<HTMLButtonElement>("button").click();
  assert.deepEqual(actions(), []);
  await tell({ [id]: true });
  assert.deepEqual(
    actions().map(([action]) => action),
    ["save"],
  );
});

test("what is said of files is no action that the page hears of", async () => {
  const heard: string[] = [];
  const names = ["pending", "success", "error", "done"].map((name) => `lvt:${name}`);
  const listen = (event: Event): void => void heard.push(event.type);
  for (const name of names) document.addEventListener(name, listen);
  open();
  const id = select("input", "abcd");
  answer();
  await tell({ [id]: 0 });
  one<HTMLFormElement>("form").reset();
  answer(failure);
  for (const name of names) document.removeEventListener(name, listen);
  assert.deepEqual(heard, []);
});

test("another selection takes the place of what was there", async () => {
  open();
  const id = select("input", "abcdef");
  answer();
  const other = select("input", "xyz");
  assert.deepEqual(said(), [{ upload: "paper", files: [[other, "0.txt", 3, "text/plain"]], cancel: [id] }]);
  await tell({ [id]: 0, [other]: 0 });
  assert.deepEqual(pieces(), [[other, 0, "xyz"]]);
});

test("a page that is replaced ends its uploads", async () => {
  open();
  status("connecting");
  const id = select("input", "abcdef");
  answer();
  await tell({ [id]: 0 });
  one<HTMLButtonElement>("[name=keep]").click();
  const late = requests.shift();
  sent.splice(0);
  parsed("<h1>Another page</h1>");
  script = document.createElement("script");
  emit(document, "navigated");
  await late?.answer({ [id]: 4 });
  status("connected");
  mock.timers.tick(60_000);
  assert.deepEqual([said(), pieces(), requests, submitted], [[], [], [], []]);
});

test("a place of the same page keeps them", async () => {
  open();
  const id = select("input", "abcd");
  answer();
  emit(document, "navigated");
  await tell({ [id]: 0 });
  assert.deepEqual(pieces(), [[id, 0, "abcd"]]);
});

test("a file that can't be read is said to have failed", async () => {
  open();
  const broken = {
    name: "b",
    size: 4,
    type: "",
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }),
  };
  const input = one<HTMLInputElement>("input");
  Object.defineProperty(input, "files", { value: [broken], configurable: true, writable: true });
  dispatch(input, "change");
  const id = ++last;
  answer();
  await tell({ [id]: 0 });
  assert.deepEqual(said(), [{ failed: [id] }]);
});

test("what is to be put elsewhere is put there by the part for that", async () => {
  open();
  const id = select("input", "abcd");
  answer();
  await tell({ [id]: { method: "PUT", url: "https://files.example.org/a", headers: [], fields: [] } });
  assert.ok(parts.includes("elsewhere"));
  assert.deepEqual(pieces(), []);
});

test("a form without files goes at once", () => {
  open();
  one<HTMLButtonElement>("[name=draft]").click();
  assert.deepEqual(submitted, ["draft"]);
});
