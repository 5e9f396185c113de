// Finds the slots of a page that came as HTML: walks the DOM along the plan, with the shape for what the DOM doesn't tell.

import { bindAttributes, inside } from "./build";
import { decode, dropLine, parse, textOf } from "./decode";
import { type Instance, type Part, type Slot, type TemplatePart, type TextPart, ignore } from "./instance";
import { insert } from "./own";
import { type ContentNode, type ElementNode, type Plan, type PlanNode, type Shape, planOf } from "./plan";

/** The page is not what the server sent: something else has changed it. It must be built anew. */
export class Mismatch extends Error {}

/** A place among the children of an element; texts are split where the plan has more than one. */
class Cursor {
  constructor(
    readonly parent: Node,
    private readonly skipped: Element | null,
    private node: ChildNode | null = parent.firstChild as ChildNode | null,
  ) {
    this.#pass();
  }

  #pass(): void {
    while (this.node && this.node === this.skipped) this.node = this.node.nextSibling;
  }

  /** All of the text that begins here, in one node. */
  #run(): Text | null {
    if (this.node?.nodeType !== Node.TEXT_NODE) return null;
    const text = this.node as Text;
    // Parsers split long texts; a skipped element is no border either.
    for (let next = text.nextSibling; next?.nodeType === Node.TEXT_NODE || (next && next === this.skipped);) {
      const after: ChildNode | null = next.nextSibling;
      if (next !== this.skipped) {
        text.appendData((next as Text).data);
        next.remove();
      }
      next = after;
    }
    return text;
  }

  #advance(): void {
    this.node = this.node?.nextSibling ?? null;
    this.#pass();
  }

  /** Goes on to the first node that fits. What is not expected, as what an extension has put there, is passed over;
   *  unless it is text: that is the page's own. */
  #seek(fits: (node: ChildNode) => boolean): void {
    let node = this.node;
    while (node && node.nodeType !== Node.TEXT_NODE && !fits(node)) node = node.nextSibling;
    if (node && fits(node)) this.node = node;
  }

  /** The next `length` characters, as a node of their own. */
  text(length: number): Text {
    if (length) this.#seek((node) => node.nodeType === Node.TEXT_NODE);
    const run = this.#run();
    if (length === 0) {
      const empty = document.createTextNode("");
      insert(this.parent, empty, this.node);
      return empty;
    }
    if (!run || run.length < length) throw new Mismatch("expected text");
    if (run.length > length) this.node = run.splitText(length);
    else this.#advance();
    return run;
  }

  /** How long the text is that begins here. */
  rest(): number {
    return this.#run()?.length ?? 0;
  }

  other(type: number, name: string): ChildNode {
    const fits = (node: ChildNode | null): boolean =>
      node?.nodeType === type && (type !== Node.ELEMENT_NODE || (node as Element).localName === name);
    this.#seek(fits);
    const { node } = this;
    if (!node || !fits(node)) throw new Mismatch(`expected ${name}`);
    this.#advance();
    return node;
  }
}

export const hydrate = (plan: Plan, root: Node, shape: Shape, script: Element | null): Instance =>
  fragmentOf(plan, 0, new Cursor(root, script), shape, script);

const fragmentOf = (plan: Plan, index: number, at: Cursor, shape: Shape, script: Element | null): Instance => {
  const walk = (nodes: PlanNode[], cursor: Cursor, slots: Slot[], shapes: Shape, parts?: Part[]): void => {
    nodes.forEach((node, i) => {
      let part: Part;
      if (typeof node === "string") {
        const text = cursor.text(node.length);
        if (text.data !== node) throw new Mismatch(`expected ${node}`);
        part = text;
      } else if ("t" in node) {
        part = element(node, cursor, slots, shapes);
      } else if ("m" in node) {
        part = cursor.other(Node.COMMENT_NODE, "comment");
      } else if ("d" in node) {
        part = cursor.other(Node.DOCUMENT_TYPE_NODE, "doctype");
      } else if ("s" in node) {
        const entry = shapes[node.s];
        const parts = Array.isArray(entry)
          ? entry.map((one: unknown, at) =>
              Array.isArray(one) ? template(one, cursor) : content(at ? undefined : node, cursor, one, undefined),
            )
          : [content(node, cursor, entry, nodes[i + 1])];
        slots[node.s] = part = { k: "text", parts };
      } else if ("b" in node) {
        const entry = shapes[node.b] as [number, Shape] | null;
        const shown = entry ? fragment(node.arms[entry[0]] as number, cursor, entry[1]) : null;
        slots[node.b] = part = { k: "branch", plan: node, end: cursor.text(0), arm: entry ? entry[0] : -1, shown };
      } else {
        const entry = (shapes[node.l] ?? 0) as number | [0, Shape] | Shape[];
        const empty =
          Array.isArray(entry) && entry[0] === 0 ? fragment(node.empty as number, cursor, entry[1] as Shape) : null;
        const shapesOf = typeof entry === "number" ? Array<Shape>(entry).fill([]) : empty ? [] : (entry as Shape[]);
        const items = shapesOf.map((one) => fragment(node.item, cursor, one));
        slots[node.l] = part = { k: "list", plan: node, end: cursor.text(0), items, empty };
      }
      parts?.push(part);
    });
  };

  const fragment = (index: number, cursor: Cursor, shapes: Shape): Instance => {
    const instance: Instance = { fragment: index, slots: [], parts: [] };
    walk(plan.fragments[index] ?? [], cursor, instance.slots, shapes, instance.parts);
    if (!instance.parts.length) instance.parts.push(cursor.text(0));
    ignore(plan, instance);
    return instance;
  };

  const element = (node: ElementNode, cursor: Cursor, slots: Slot[], shapes: Shape): ChildNode => {
    const el = cursor.other(Node.ELEMENT_NODE, node.t) as Element;
    if (node.live) {
      bindAttributes(node, el, slots);
      for (const attr of node.a ?? []) {
        const slot = typeof attr === "number" ? slots[attr] : undefined;
        if (slot?.k === "set") slot.shown = String(shapes[attr as number] || "");
      }
      // What is left alone may have been changed already.
      if (!node.i) walk(node.c ?? [], new Cursor(inside(el), script), slots, shapes);
    }
    return el;
  };

  const content = (
    plan: ContentNode | undefined,
    cursor: Cursor,
    entry: unknown,
    next: PlanNode | undefined,
  ): TextPart => {
    const parent = cursor.parent as Element;
    const drops = !!plan?.n;
    const text = (length: number): TextPart => ({ nodes: [cursor.text(length)], html: null, drops });
    // A text that no element follows, or that is all that its element can hold, ends where the static text begins.
    if (typeof entry !== "string" || textOf(parent)) {
      const suffix = typeof next === "string" ? next.length : 0;
      return text(Math.max(0, cursor.rest() - suffix));
    }
    if (!entry.includes("<")) {
      const all = decode(entry, parent);
      return text(drops ? dropLine(all).length : all.length);
    }
    const nodes = [...parse(drops ? dropLine(entry) : entry, parent).childNodes].map((node) =>
      node.nodeType === Node.TEXT_NODE
        ? cursor.text((node as Text).length)
        : cursor.other(node.nodeType, (node as Element).localName),
    );
    if (!nodes.length) nodes.push(cursor.text(0));
    return { nodes, html: entry, drops };
  };

  const template = ([hash, inside]: unknown[], cursor: Cursor): TemplatePart => ({
    hash: hash as string,
    shown: fragmentOf(planOf(hash as string), 0, cursor, inside as Shape, script),
  });

  return fragment(index, at, shape);
};
