// Attributes, and the properties behind those that only set a default. Owns what a slot in a tag does to its element.
//
// Invariant: an element is touched only where the server's own value has changed; what a person or a script did to it
// stays until then. Each class is a value of its own: who wrote it last, the server or the browser, has it.

import { decodeAttribute, parse } from "./decode";
import { setField } from "./fields";
import type { Attribute, AttributeSet } from "./instance";
import { touch } from "./life";

const XHTML = "http://www.w3.org/1999/xhtml";

/** The attributes that a parser makes of `html` in the tag of `el`: SVG and MathML have names of mixed case, and in namespaces. */
const read = (html: string, el: Element): Attr[] => {
  const name = el.namespaceURI === XHTML ? "i" : el.namespaceURI?.endsWith("svg") ? "svg" : "math";
  return [...(parse(`<${name} ${html}></${name}>`).firstElementChild?.attributes ?? [])];
};

/** Sets an attribute as a parser would have. */
export const write = (el: Element, name: string, value: string): void => {
  // What may be in a namespace of its own (HTML standard, "adjust foreign attributes") begins with `xml` or `xlink`.
  if (el.namespaceURI === XHTML || name[0] !== "x") {
    try {
      return el.setAttribute(name, value);
    } catch {
      // A name that parsers take and this browser's DOM refuses, as `@click`.
    }
  }
  const made = read(name, el)[0]?.cloneNode() as Attr | undefined;
  if (!made) return;
  made.value = value;
  el.setAttributeNode(made);
};

/** What the server wants of attributes that the script has for the time being. */
const held = new WeakMap<Element, Map<string, string | null>>();

/** Sets an attribute until the returned function is called: what the server wants of it meanwhile comes then. */
export const hold = (el: Element, name: string, value: string): (() => void) => {
  const names = held.get(el) ?? new Map<string, string | null>();
  held.set(el, names);
  names.set(name, el.getAttribute(name));
  el.setAttribute(name, value);
  return () => {
    const wanted = names.get(name) ?? null;
    names.delete(name);
    if (wanted === null) el.removeAttribute(name);
    else write(el, name, wanted);
  };
};

const classes = (text: string | null): string[] => text?.split(/\s+/).filter(Boolean) ?? [];

/** The server's own value of an attribute has changed. */
const change = (el: Element, name: string, before: string | null, after: string | null): void => {
  touch(el);
  const names = held.get(el);
  if (names?.has(name)) return void names.set(name, after);
  if (name === "class" && el.getAttribute(name) !== before) {
    // Somebody in the browser has set classes, too.
    const [had, wanted] = [classes(before), classes(after)];
    el.classList.remove(...had.filter((one) => !wanted.includes(one)));
    el.classList.add(...wanted.filter((one) => !had.includes(one)));
    if (after === null && !el.classList.length) el.removeAttribute(name);
    return;
  }
  if (after === null) {
    // A modal dialog that only loses the attribute stays in the top layer, with the page behind it inert.
    if (name === "open") (el as HTMLDialogElement).close?.();
    el.removeAttribute(name);
  } else write(el, name, after);
  setField(el, name, after, before);
};

export const setAttribute = (slot: Attribute, value: string): void => {
  const text = slot.prefix + decodeAttribute(value) + slot.suffix;
  const before = slot.shown;
  if (before === text) return;
  slot.shown = text;
  change(slot.el, slot.name, before, text);
};

type Pair = [name: string, value: string];

const attributesOf = (html: string, el: Element): Pair[] =>
  html.trim() ? read(html, el).map((attr) => [attr.name, attr.value]) : [];

export const setAttributes = (slot: AttributeSet, html: string): void => {
  if (slot.shown === html) return;
  const before = new Map(attributesOf(slot.shown, slot.el));
  const wanted = attributesOf(html, slot.el);
  slot.shown = html;
  for (const [name, value] of wanted) {
    const had = before.get(name) ?? null;
    before.delete(name);
    if (had !== value) change(slot.el, name, had, value);
  }
  before.forEach((had, name) => change(slot.el, name, had, null));
};
