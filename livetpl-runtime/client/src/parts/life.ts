// The elements that parts follow: which have come, changed and gone with a frame. Owns that bookkeeping.
//
// It looks at the whole page once for each follower, when that begins, and from then on only at what frames have changed.

import type { Changes } from "../life";

export type Follower = {
  /** Which elements. */
  selector: string;
  /** `isNew`: it was made for a frame; otherwise the page had it already. */
  came?: (el: Element, isNew: boolean) => void;
  /** The server has changed it, or something in it. */
  changed?: (el: Element) => void;
  went?: (el: Element) => void;
  /** Behind a frame that changed anything. */
  after?: () => void;
};

export type Follow = (on: Follower) => Set<Element>;

type Guard = (work: () => void) => void;

/** A field called `matches` hides its form's own method. */
const fits = (node: Node, selector: string): boolean =>
  node.nodeType === Node.ELEMENT_NODE && Element.prototype.matches.call(node, selector);

const found = (node: Node, selector: string): Element[] => {
  if (!("querySelectorAll" in node)) return [];
  const inside = [...(node as Element).querySelectorAll(selector)];
  return fits(node, selector) ? [node as Element, ...inside] : inside;
};

/** Everything around what was touched, each once. */
const around = (touched: Set<Node>): Set<Node> => {
  const all = new Set<Node>();
  for (const start of touched) {
    for (let node: Node | null = start; node && !all.has(node); node = node.parentNode) all.add(node);
  }
  return all;
};

/** Begins to watch; the function that follows elements, which returns those that are in the page. */
export const part = (watch: (heard: (changes: Changes) => void) => void, guard: Guard): Follow => {
  const followers: { on: Follower; shown: Set<Element> }[] = [];

  watch(({ came, went, touched }) => {
    const outer = around(touched);
    for (const { on, shown } of followers) {
      const fresh = new Set<Element>();
      const exit = (el: Element): void => {
        if (shown.delete(el)) guard(() => on.went?.(el));
      };
      const enter = (el: Element, isNew: boolean): void => {
        if (shown.has(el) || !el.isConnected) return;
        shown.add(el);
        fresh.add(el);
        guard(() => on.came?.(el, isNew));
      };
      for (const node of went) if (shown.size && !node.isConnected) found(node, "*").forEach(exit);
      for (const node of came) found(node, on.selector).forEach((el) => enter(el, true));
      for (const node of touched) {
        // The attribute that it is followed for may be what has changed.
        const el = node as Element;
        if (fits(el, on.selector)) enter(el, false);
        else exit(el);
      }
      if (on.changed && shown.size) {
        for (const node of outer) {
          const el = node as Element;
          if (shown.has(el) && !fresh.has(el)) guard(() => on.changed?.(el));
        }
      }
      guard(() => on.after?.());
    }
  });

  return (on) => {
    const shown = new Set(found(document, on.selector));
    followers.push({ on, shown });
    shown.forEach((el) => guard(() => on.came?.(el, false)));
    return shown;
  };
};
