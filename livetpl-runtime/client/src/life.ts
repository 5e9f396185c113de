// Notes what a frame does to the page's nodes, for the parts that follow elements (`parts/life.ts`).
//
// Invariant: it costs nothing while nobody follows, and otherwise what the changed nodes cost.

import { insert, own } from "./own";

export type Changes = {
  /** Nodes that were put into the page. */
  came: Node[];
  /** Nodes that were taken out. */
  went: Node[];
  /** Nodes of which, or right in which, something was changed. */
  touched: Set<Node>;
};

const none = (): Changes => ({ came: [], went: [], touched: new Set() });

let changes = none();
let watcher: ((changes: Changes) => void) | undefined;

/** Calls `heard` behind every frame that changes the page, from now on. */
export const watch = (heard: (changes: Changes) => void): void => {
  watcher = heard;
};

export const touch = (node: Node | null): void => {
  if (watcher && node && own(node, "isConnected")) changes.touched.add(node);
};

/** These nodes are about to stand beside `place`. */
export const come = (nodes: DocumentFragment, place: Node): void => {
  if (!watcher || !place.isConnected) return;
  changes.touched.add(place.parentNode as Node);
  for (const node of nodes.childNodes) changes.came.push(node);
};

/** Puts nodes before `place`. */
export const put = (nodes: DocumentFragment, place: ChildNode): void => {
  come(nodes, place);
  insert(place.parentNode as Node, nodes, place);
};

/** Takes a node out of the page. */
export const leave = (node: ChildNode): void => {
  if (watcher) {
    touch(node.parentNode);
    changes.went.push(node);
  }
  // `node.remove` may be a field of a form.
  document.adoptNode(node);
};

/** A frame is shown. */
export const settle = (): void => {
  const { came, went, touched } = changes;
  if (!came.length && !went.length && !touched.size) return;
  const heard = changes;
  changes = none();
  watcher?.(heard);
};
