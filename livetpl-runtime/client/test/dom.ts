// A DOM for tests, and what they compare.

import { JSDOM } from "jsdom";

export const dom = new JSDOM("<!DOCTYPE html><html><head></head><body></body></html>", {
  url: "http://127.0.0.1/",
  pretendToBeVisual: true,
});

const names = [
  "document",
  "Node",
  "Element",
  "CustomEvent",
  "FormData",
  "HTMLFormElement",
  "HTMLButtonElement",
  "HTMLDialogElement",
  "getComputedStyle",
  "sessionStorage",
  "location",
  "Event",
  "window",
];
for (const name of names) {
  Object.defineProperty(globalThis, name, { value: (dom.window as never)[name], configurable: true, writable: true });
}
// Node has one of its own that can't be replaced by assignment.
Object.defineProperty(globalThis, "navigator", { value: dom.window.navigator, configurable: true });
globalThis.addEventListener ??= (() => {}) as never;
// What jsdom lacks: names of attributes need no more.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") } as never;

/** The element's HTML with neighbouring texts as one. */
export const html = (el: Element): string => {
  const copy = el.cloneNode(true) as Element;
  copy.normalize();
  return copy.innerHTML;
};

/** An element that a browser has parsed. */
export const parsed = (text: string): Element => {
  const root = document.createElement("main");
  document.body.replaceChildren(root);
  root.innerHTML = text;
  return root;
};
