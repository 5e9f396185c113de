// Rendered text as the DOM has it: character references become characters.

import { own } from "./own";

const XHTML = "http://www.w3.org/1999/xhtml";

let area: HTMLTextAreaElement | undefined;

const lines = (html: string): string => (html.includes("\r") ? html.replace(/\r\n?/g, "\n") : html);

/** A parser for each place: `nul` is what it makes of a NUL, `read` what it makes of references that askama doesn't write. */
const reader =
  (nul: string, read: (text: string) => string) =>
  (html: string): string => {
    const text = lines(html).replaceAll("\0", nul);
    if (!text.includes("&")) return text;
    if (/&(?!#(?:34|38|39|60|62);)/.test(text)) return read(text);
    return text.replace(/&#(\d\d);/g, (_, code: string) => String.fromCharCode(+code));
  };

const readText = (text: string): string => {
  area ??= document.createElement("textarea");
  // The parser drops a line break that is first.
  area.innerHTML = `x${text}`;
  return (area.textContent ?? "").slice(1);
};

const html = reader("", readText);
const other = reader("\ufffd", readText);

/** Text between tags, inside of `parent`. */
export const decode = (text: string, parent?: Element | null): string =>
  (parent instanceof Element && own(parent, "namespaceURI") !== XHTML ? other : html)(text);

/** The value of an attribute: there `&copy=1` is no reference. */
export const decodeAttribute = reader(
  "\ufffd",
  (text) => parse(`<i a="${text.replaceAll('"', "&quot;")}"></i>`).firstElementChild?.getAttribute("a") ?? "",
);

/** HTML without the line break that parsers drop where it is first in `<pre>`. */
export const dropLine = (text: string): string => text.replace(/^(?:\r\n?|\n)/, "");

/** How the content of `parent` is read, where it is text and never HTML. */
export const textOf = (parent: Element | null): ((html: string) => string) | undefined => {
  switch (parent instanceof Element && own(parent, "localName")) {
    case "script":
      return (text) => lines(text).replaceAll("\0", "\ufffd");
    case "textarea":
    case "title":
      return parent?.namespaceURI === XHTML ? other : undefined;
  }
  return undefined;
};

let inert: Document | undefined;
let around: Element | null = null;

/** What is built meanwhile will stand in `parent`: HTML at its top is read as inside of that. */
export const within = <T>(parent: Node | null, work: () => T): T => {
  const before = around;
  if (parent instanceof Element) around = parent;
  try {
    return work();
  } finally {
    around = before;
  }
};

/** The nodes of `html` as a parser makes them inside of `parent`, if it matters where. Scripts in it don't run. */
export const parse = (html: string, parent?: Element | null): DocumentFragment => {
  const place = parent === undefined ? null : parent instanceof Element ? parent : around;
  if (!place) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return document.importNode(template.content, true);
  }
  // A document that is not shown loads nothing and runs nothing.
  inert ??= document.implementation.createHTMLDocument("");
  const context = inert.createElementNS(own(place, "namespaceURI"), own(place, "localName"));
  // A form that was asked for a property of its own costs each later change of its document (`own.ts`).
  Reflect.set(Element.prototype, "innerHTML", html, context);
  const nodes = document.createDocumentFragment();
  nodes.append(...own(context, "childNodes"));
  return nodes;
};
