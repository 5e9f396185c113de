// Rendered text as the DOM has it: character references become characters.

let area: HTMLTextAreaElement | undefined;

const named = (reference: string): string => {
  area ??= document.createElement("textarea");
  area.innerHTML = reference;
  return area.value;
};

export const decode = (html: string): string => {
  const text = html.includes("\r") ? html.replace(/\r\n?/g, "\n") : html;
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{2,6});|#x[\da-f]+;|[a-z][\da-z]*;?)/gi, (all, code: string | undefined) =>
    code && +code > 159 ? String.fromCodePoint(+code) : code && +code < 128 ? String.fromCharCode(+code) : named(all),
  );
};

const asIs = (text: string): string => text.replace(/\r\n?/g, "\n");

/** How the content of `parent` is read, where it is text and never HTML. */
export const textOf = (parent: Element | null): ((html: string) => string) | undefined => {
  switch (parent?.localName) {
    case "script":
      return asIs;
    case "textarea":
    case "title":
      return parent.namespaceURI === "http://www.w3.org/1999/xhtml" ? decode : undefined;
  }
  return undefined;
};

let inert: Document | undefined;
let around: Element | null = null;

/** What is built meanwhile will stand in `parent`: HTML at its top is read as inside of that. */
export const within = <T>(parent: Node | null, work: () => T): T => {
  const before = around;
  if (parent?.nodeType === Node.ELEMENT_NODE) around = parent as Element;
  try {
    return work();
  } finally {
    around = before;
  }
};

/** The nodes of `html` as a parser makes them inside of `parent`, if it matters where. Scripts in it don't run. */
export const parse = (html: string, parent?: Element | null): DocumentFragment => {
  const place = parent === undefined ? null : parent?.nodeType === Node.ELEMENT_NODE ? parent : around;
  if (!place) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return document.importNode(template.content, true);
  }
  // A document that is not shown loads nothing and runs nothing.
  inert ??= document.implementation.createHTMLDocument("");
  const context = inert.createElementNS(place.namespaceURI, place.localName);
  context.innerHTML = html;
  const nodes = document.createDocumentFragment();
  nodes.append(...context.childNodes);
  return nodes;
};
