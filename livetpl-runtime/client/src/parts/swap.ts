// Puts a page that was fetched in place of the one that is shown: title, head, body, and whose page it is.
//
// What both heads have stays in its place, so that no stylesheet is loaded anew; the body is the new one's. A script runs once,
// however many pages name it.

import type { Core, Part } from "../core";

/** Puts a page in place, once it can be shown; `null` if it is none of this application as it is now. */
export type Swap = (html: string) => Promise<(() => void) | null>;

/** For how long a page waits for its stylesheets. */
const PATIENCE_MS = 1000;

const markup = (script: Element): string => script.outerHTML;

/** Gives `to` the attributes of `from`; the script's own stay. */
const dress = (to: Element, from: Element): void => {
  for (const { name } of [...to.attributes])
    if (name !== "data-lvt-status" && !from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
};

/** Makes the children of `to` those of `from`, node for node; elements that are equal stay where they are. */
const fill = (to: Element, from: Element): void => {
  let at: ChildNode | null = to.firstChild;
  const dropUntil = (end: ChildNode | null): void => {
    while (at && at !== end) {
      const next: ChildNode | null = at.nextSibling;
      at.remove();
      at = next;
    }
  };
  for (const node of [...from.childNodes]) {
    let same = at;
    while (same && !same.isEqualNode(node)) same = node.nodeType === Node.ELEMENT_NODE ? same.nextSibling : null;
    if (same) {
      dropUntil(same);
      at = same.nextSibling;
    } else to.insertBefore(document.adoptNode(node), at);
  }
  dropUntil(null);
};

/** Stylesheets of a page that is not shown yet: nothing is styled by them. */
let early: HTMLElement[] = [];

/** Loads the stylesheets that the page hasn't, so that it is never shown without them; the function that lets them style. */
const style = async (head: Element): Promise<() => void> => {
  // Those of a page that was overtaken.
  early.forEach((link) => link.remove());
  const links = (of: Element): HTMLElement[] => [...of.querySelectorAll<HTMLElement>("link[rel=stylesheet]")];
  const own = links(document.head);
  const wanted = links(head).filter((link) => !own.some((one) => one.isEqualNode(link)));
  early = wanted.map((link) => document.importNode(link, true));
  const copies = early;
  const loads = copies.map((copy) => {
    const loaded = new Promise((done) => (copy.onload = copy.onerror = done));
    copy.setAttribute("media", "not all");
    const last = links(document.head).at(-1);
    if (last) last.after(copy);
    else document.head.append(copy);
    return loaded;
  });
  await Promise.race([Promise.all(loads), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  return () => {
    copies.forEach((copy, i) => dress(copy, wanted[i] as Element));
    early = [];
  };
};

/** Where somebody who can't see that the page is another one reads on. */
const focus = (): void => {
  const field = document.querySelector<HTMLElement>("[autofocus]");
  const place = field ?? document.querySelector("h1") ?? document.body;
  if (!field && !place.hasAttribute("tabindex")) {
    place.setAttribute("tabindex", "-1");
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
};

export const part: Part<Swap> = (core: Core) => {
  const ran = new Set([...document.scripts].map(markup));

  /** Runs the scripts that no page has run: those that a parser makes for another document never do. */
  const run = (): void => {
    for (const script of [...document.scripts]) {
      if (script === core.script() || ran.has(markup(script))) continue;
      ran.add(markup(script));
      const fresh = document.createElement("script");
      fresh.async = false;
      dress(fresh, script);
      fresh.textContent = script.textContent;
      script.replaceWith(fresh);
    }
  };

  return async (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const script = page.querySelector<HTMLScriptElement>("script[data-lvt-plan]");
    if (script?.getAttribute("src") !== core.script().getAttribute("src")) return null;
    // A parser that runs no scripts reads these as elements.
    for (const none of page.querySelectorAll("noscript")) none.textContent = none.innerHTML;
    const show = await style(page.head);
    return () => {
      const { documentElement: root, head } = document;
      const body = document.createDocumentFragment();
      body.append(...[...page.documentElement.childNodes].filter((node) => node !== page.head));
      show();
      dress(root, page.documentElement);
      fill(head, page.head);
      for (const node of [...root.childNodes])
        if (node !== head && !/^LVT-(?:PROGRESS|NOTICE)$/.test(node.nodeName)) core.leave(node as ChildNode);
      core.come(body, head);
      head.after(body);
      core.settle();
      core.adopt(document.querySelector("script[data-lvt-plan]") as HTMLScriptElement);
      run();
      focus();
    };
  };
};
