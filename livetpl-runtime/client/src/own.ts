// What is done to an element that may be a form. The fields of a form hide its own properties under their names: where one is
// called `remove`, that is what `form.remove` is. And each property that a form is asked for is looked for among all of
// its fields, once more whenever one of them has come or gone.
//
// Source: the HTML standard, "The form element" (`LegacyOverrideBuiltIns`).

/** A property of an element, or of any node if nodes have it. */
export const own = <N extends Node, K extends keyof N>(node: N, name: K): N[K] =>
  Reflect.get(HTMLFormElement.prototype, name, node) as N[K];

/** Puts nodes into `parent`. */
export const insert = (parent: Node, nodes: Node, before: Node | null): void =>
  void Node.prototype.insertBefore.call(parent, nodes, before);
