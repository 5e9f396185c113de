// `lvt-on:`: which events become actions, with what payload, and when.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import "./dom";
import { parsed } from "./dom";
import { actions, begin, core, dispatch, one, open, sent } from "./stage";
import { part } from "../src/parts/on";

const NAMES = ["click", "input", "keydown", "submit", "focus", "mouseenter", "click-away", "window:keydown", "drop"];
begin(
  part,
  NAMES.map((name) => `lvt-on:${name}`),
);

const clock = (): void => mock.timers.enable({ apis: ["setTimeout", "Date"] });

test("an event of an element, or of one in it, is its action with its data", () => {
  parsed('<p lvt-on:click="pick" lvt-data-row-id="007"><b>x</b></p>');
  dispatch(one("b"), "click");
  assert.deepEqual(actions(), [["pick", { row_id: "007" }]]);
});

test("what answers to a click itself keeps it from what is around it", () => {
  parsed('<p lvt-on:click="open"><button type="button">x</button><label>l</label><b>y</b></p>');
  dispatch(one("button"), "click");
  dispatch(one("label"), "click");
  assert.deepEqual(actions(), []);
  parsed('<button type="button" disabled lvt-on:click="open">x</button>');
  dispatch(one("button"), "click");
  assert.deepEqual(actions(), []);
  parsed('<button type="button" lvt-on:click="open"><b>x</b></button>');
  dispatch(one("b"), "click");
  assert.deepEqual(actions(), [["open", {}]]);
});

test("an event that does not bubble is its own element's", () => {
  parsed('<p lvt-on:mouseenter="enter" lvt-on:focus="focus"><b>x</b></p><input lvt-on:focus="focus" value="v">');
  dispatch(one("b"), "mouseenter", { bubbles: false });
  dispatch(one("b"), "focus", { bubbles: false });
  assert.deepEqual(actions(), []);
  dispatch(one("p"), "mouseenter", { bubbles: false });
  dispatch(one("input"), "focus", { bubbles: false });
  assert.deepEqual(actions(), [
    ["enter", {}],
    ["focus", { value: "v" }],
  ]);
});

test("a form's submit is its action with its fields, and the page stays", () => {
  parsed('<form lvt-on:submit="save" lvt-data-id="3"><input name="a" value="1"></form>');
  assert.ok(dispatch(one("form"), "submit").defaultPrevented);
  assert.deepEqual(actions(), [["save", { a: "1", id: "3" }]]);
});

test("click-away is a click outside of an element that is shown", () => {
  const page = open([[{ l: 0, item: 1 }, { t: "i" }], [{ t: "p", a: [["lvt-on:click-away", "close"]] }]], "<i></i>");
  dispatch(one("i"), "click");
  assert.deepEqual(actions(), []);
  page.patch({ "0": { ops: [["i", 0, []]] } });
  dispatch(one("p"), "click");
  assert.deepEqual(actions(), []);
  dispatch(one("i"), "click");
  assert.deepEqual(actions(), [["close", {}]]);
  Object.defineProperty(one("p"), "checkVisibility", { value: () => false });
  dispatch(one("i"), "click");
  assert.deepEqual(actions(), [], "a menu that is hidden is closed already");
  page.patch({ "0": { ops: [["d", 0, 1]] } });
  dispatch(one("i"), "click");
  assert.deepEqual(actions(), []);
});

test("a bare key is a shortcut where nobody types and no modifier is held", () => {
  const page = open(
    [
      [{ l: 0, item: 1 }],
      [
        {
          t: "p",
          a: [
            ["lvt-on:window:keydown", "go"],
            ["lvt-key", 0, "", ""],
          ],
        },
      ],
    ],
    "",
  );
  const field = document.createElement("input");
  document.body.append(field);
  const cases: [keys: string, event: object, fits: boolean, from?: Element][] = [
    ["n", { key: "n" }, true],
    ["n", { key: "m" }, false],
    ["n", { key: "n", ctrlKey: true }, false],
    ["n", { key: "n", metaKey: true }, false],
    ["n", { key: "n", altKey: true }, false],
    ["n", { key: "n" }, false, field],
    ["Escape", { key: "Escape" }, true, field],
    ["Enter", { key: "Enter" }, false, field],
    ["ArrowUp,ArrowDown", { key: "ArrowDown" }, true],
    ["?", { key: "?", shiftKey: true }, true],
    ["Space", { key: " " }, true],
    ["ctrl+s", { key: "s", ctrlKey: true }, true],
    ["ctrl+s", { key: "s", ctrlKey: true }, true, field],
    ["ctrl+s", { key: "s" }, false],
    ["mod+k", { key: "k", metaKey: true }, true],
    ["mod+k", { key: "k", ctrlKey: true }, true],
    ["mod+k", { key: "k" }, false],
    ["ctrl+shift+s", { key: "S", ctrlKey: true, shiftKey: true }, true],
    ["n", { key: "n", isComposing: true }, false],
    ["Enter", { key: "Enter", keyCode: 229 }, false],
    ["Enter", { key: undefined }, false],
    ["escape", { key: "Escape" }, true],
    ["n", { key: "N" }, false],
    ["+", { key: "+" }, true],
    ["Enter,", { key: "+" }, false],
    ["Enter, comma", { key: "," }, true],
    ["@", { key: "@", ctrlKey: true, altKey: true, getModifierState: (name: string) => name === "AltGraph" }, true],
    ["", { key: "x" }, true],
  ];
  for (const [keys, event, fits, from] of cases) {
    page.patch({ "0": { ops: [["r", [keys]]] } });
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
    dispatch(from ?? document.body, "keydown", { ...none, ...event });
    assert.equal(actions().length, fits ? 1 : 0, `${keys} ${JSON.stringify(event)} ${from?.localName ?? ""}`);
  }
  page.patch({ "0": { ops: [["r"]] } });
});

test("a field's own key fits in the field, and the key is payload", () => {
  parsed('<input lvt-on:keydown="find" lvt-key="Enter" value="x">');
  const none = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
  dispatch(one("input"), "keydown", { key: "Enter", ...none });
  assert.deepEqual(actions(), [["find", { key: "Enter", value: "x" }]]);
});

test("debounce waits for the last of each element, and loses nothing", () => {
  clock();
  parsed('<input id="a" lvt-on:input="a" lvt-mod:debounce="100"><input id="b" lvt-on:input="b" lvt-mod:debounce>');
  const type = (id: string, value: string): void => {
    one<HTMLInputElement>(id).value = value;
    dispatch(one(id), "input");
  };
  type("#a", "1");
  mock.timers.tick(99);
  type("#a", "12");
  type("#b", "x");
  mock.timers.tick(99);
  assert.deepEqual(actions(), []);
  mock.timers.tick(1);
  assert.deepEqual(actions(), [["a", { value: "12" }]], "one element's events don't delay another's");
  mock.timers.tick(200);
  assert.deepEqual(actions(), [["b", { value: "x" }]]);
  mock.timers.reset();
});

test("what is debounced goes out before what is done next, in its order: another action, a navigation", () => {
  clock();
  parsed(
    '<input id="a" lvt-on:input="a" lvt-mod:debounce><input id="b" lvt-on:input="b" lvt-mod:debounce><i lvt-on:click="send"></i>',
  );
  const type = (): void => ["#a", "#b"].forEach((css) => dispatch(one(css), "input"));
  const names = (): string[] => actions().map(([name]) => name);
  type();
  dispatch(one("i"), "click");
  assert.deepEqual(names(), ["a", "b", "send"]);
  type();
  core.before.forEach(core.guard);
  assert.deepEqual(names(), ["a", "b"]);
  mock.timers.tick(1_000);
  mock.timers.reset();
  assert.deepEqual(names(), [], "once");
});

test("what is debounced goes out before its form is submitted", () => {
  clock();
  parsed('<form lvt-on:submit="save"><input name="n" lvt-on:input="check" lvt-mod:debounce="300" value="v"></form>');
  dispatch(one("input"), "input");
  dispatch(one("form"), "submit");
  assert.deepEqual(
    actions().map(([name]) => name),
    ["check", "save"],
  );
  mock.timers.tick(1000);
  assert.deepEqual(actions(), []);
  mock.timers.reset();
});

test("throttle sends the first at once, then the last of each period", () => {
  clock();
  const now = mock.method(performance, "now", () => Date.now());
  parsed('<input lvt-on:input="a" lvt-mod:throttle="100">');
  for (const value of ["1", "12", "123"]) {
    one<HTMLInputElement>("input").value = value;
    dispatch(one("input"), "input");
    mock.timers.tick(10);
  }
  assert.deepEqual(actions(), [["a", { value: "1" }]]);
  mock.timers.tick(70);
  assert.deepEqual(actions(), [["a", { value: "123" }]]);
  dispatch(one("input"), "input");
  assert.deepEqual(actions(), [], "the trailing one began a period, too");
  mock.timers.tick(100);
  assert.equal(actions().length, 1);
  now.mock.restore();
  mock.timers.reset();
});

test("what waits for an element that is gone is not sent", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  parsed('<button lvt-on:click="remove" lvt-mod:debounce="100">x</button>');
  dispatch(one("button"), "click");
  one("button").remove();
  mock.timers.tick(1000);
  mock.timers.reset();
  assert.deepEqual(actions(), []);
});

test("once is once for each element and event; prevent keeps the browser's own", () => {
  parsed('<i id="a" lvt-on:click="a" lvt-mod:once></i><i id="b" lvt-on:click="b" lvt-mod:once lvt-mod:prevent></i>');
  for (const id of ["#a", "#a", "#b", "#b"]) dispatch(one(id), "click");
  assert.deepEqual(
    actions().map(([name]) => name),
    ["a", "b"],
  );
  assert.ok(dispatch(one("#b"), "click").defaultPrevented);
});

test("a handler that throws stops no other", () => {
  const broken = (): void => {
    throw new Error("broken");
  };
  const errors = mock.method(console, "error", () => {});
  core.before.add(broken);
  document.addEventListener("lvt:pending", broken);
  parsed('<i lvt-on:click="a"></i>');
  const page = dispatch.bind(null, one("i"), "click");
  page();
  document.removeEventListener("lvt:pending", broken);
  core.before.delete(broken);
  assert.equal(sent.length, 1);
  assert.ok(errors.mock.callCount() > 0, "it is told");
  errors.mock.restore();
  actions();
});

test("what is dropped says what was dragged and onto what", () => {
  parsed(
    '<p draggable="true" data-key="3" lvt-data-list="left"><b>x</b></p>' +
      '<ul lvt-on:drop="move" data-key="9" lvt-data-to="right"><li>y</li></ul><i>z</i>',
  );
  assert.ok(!dispatch(one("li"), "dragover").defaultPrevented, "nothing of the page's is dragged");
  dispatch(one("b"), "dragstart");
  assert.ok(dispatch(one("li"), "dragover").defaultPrevented, "a drop is welcome");
  assert.ok(!dispatch(one("i"), "dragover").defaultPrevented, "here it is not");
  assert.ok(dispatch(one("li"), "drop").defaultPrevented);
  assert.deepEqual(actions(), [["move", { list: "left", dragged: "3", onto: "9", to: "right" }]]);
  dispatch(one("p"), "dragend");
});

test("an element that is gone is dragged no more", () => {
  parsed('<p draggable="true" data-key="3">x</p><ul lvt-on:drop="move"><li>y</li></ul>');
  dispatch(one("p"), "dragstart");
  one("p").remove();
  assert.ok(!dispatch(one("li"), "dragover").defaultPrevented);
  dispatch(one("li"), "drop");
  assert.deepEqual(actions(), [["move", {}]], "a file that is dropped next brings nothing of it");
});
