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

/** The nodes of `html`, in a document fragment. Scripts in it don't run. */
export const parse = (html: string): DocumentFragment => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content, true);
};
