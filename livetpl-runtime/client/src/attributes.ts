// Attributes, and the properties behind those that only set a default. Owns what a slot in a tag does to its element.
//
// Invariant: an element is touched only where the server's own value has changed; what a person or a script did to it
// stays until then.

import { decodeAttribute, parse } from "./decode";
import { setField } from "./fields";
import type { Attribute, AttributeSet } from "./instance";

const XHTML = "http://www.w3.org/1999/xhtml";

/** The namespaces that parsers give to attributes of SVG and MathML (HTML standard, "adjust foreign attributes"). */
const SPACES: Record<string, string> = {
  xlink: "http://www.w3.org/1999/xlink",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/",
};
const SPACED = /^(?:(xlink):(?:actuate|arcrole|href|role|show|title|type)|(xml):(?:lang|space)|(xmlns)(?::xlink)?)$/;

/** Sets an attribute as a parser would have. */
export const write = (el: Element, name: string, value: string): void => {
  const spaced = el.namespaceURI === XHTML ? null : SPACED.exec(name);
  const space = spaced && SPACES[(spaced[1] ?? spaced[2] ?? spaced[3]) as string];
  if (space) return el.setAttributeNS(space, name, value);
  try {
    el.setAttribute(name, value);
  } catch {
    // A name that parsers take and this browser's DOM refuses, as `@click`.
    const made = parse(`<i ${name}></i>`).firstElementChild?.attributes[0]?.cloneNode() as Attr | undefined;
    if (!made) return;
    made.value = value;
    el.setAttributeNode(made);
  }
};

export const setAttribute = (slot: Attribute, value: string): void => {
  const text = slot.prefix + decodeAttribute(value) + slot.suffix;
  if (slot.shown === text) return;
  slot.shown = text;
  write(slot.el, slot.name, text);
  setField(slot.el, slot.name, text);
};

type Pair = [name: string, value: string];

/** The attributes that `html` writes into the tag of `el`. */
export const attributesOf = (html: string, el: Element): Pair[] => {
  if (!html.trim()) return [];
  // SVG and MathML have names of mixed case: their own roots are read so, too.
  const name = el.namespaceURI === XHTML ? "i" : el.namespaceURI?.endsWith("svg") ? "svg" : "math";
  const made = parse(`<${name} ${html}></${name}>`).firstElementChild;
  return [...(made?.attributes ?? [])].map((attr) => [attr.name, attr.value]);
};

export const setAttributes = (slot: AttributeSet, html: string): void => {
  if (slot.shown === html) return;
  const before = new Map(attributesOf(slot.shown, slot.el));
  const wanted = attributesOf(html, slot.el);
  slot.shown = html;
  for (const [name, value] of wanted) {
    const same = before.get(name) === value;
    before.delete(name);
    if (same) continue;
    write(slot.el, name, value);
    setField(slot.el, name, value);
  }
  for (const name of before.keys()) {
    slot.el.removeAttribute(name);
    setField(slot.el, name, null);
  }
};
