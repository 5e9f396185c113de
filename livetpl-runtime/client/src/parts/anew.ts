// Puts a page that was built anew in the place of one that is not as the server thinks: another script, or what a
// browser's extension or translator does, has changed what it can't go on from.

import type { Core, Part } from "../core";
import type { Typed } from "./typed";

/** Puts `dom` in place: as the content of `root`, or as the whole document. */
export type Put = (dom: DocumentFragment, root: Element | null) => void;

/** Scripts that are put into a page run, unless they look like data: these ran when the page was loaded. */
const still = (dom: DocumentFragment): (() => void) => {
  const scripts = [...dom.querySelectorAll("script")];
  const types = scripts.map((script) => script.getAttribute("type"));
  for (const script of scripts) script.type = "-";
  return () =>
    scripts.forEach((script, i) => {
      const type = types[i];
      if (typeof type === "string") script.type = type;
      else script.removeAttribute("type");
    });
};

export const part: Part<Promise<Put>> = async (core: Core) => {
  const typed = await core.part<Typed>("typed");

  const replace = (dom: DocumentFragment, root: Element | null): void => {
    if (root) {
      [...root.childNodes].forEach(core.leave);
      const place = root.appendChild(document.createTextNode(""));
      core.come(dom, place);
      return place.replaceWith(dom);
    }
    const html = [...dom.children].find((child) => child.localName === "html");
    const old = document.documentElement;
    if (!html) return;
    // What is not the template's stays: the page's status, and the tag that it is known by.
    for (const { name, value } of old.attributes) if (!html.hasAttribute(name)) html.setAttribute(name, value);
    html.querySelector("head")?.append(core.script());
    core.come(dom, old);
    core.leave(old);
    document.append(html);
  };

  return (dom, root) => {
    const free = still(dom);
    typed.across(() => replace(dom, root));
    free();
  };
};
