// A fragment as the page shows it: its slots, and the nodes that they are in. Owns how nodes are found and moved.

import { leave, touch } from "./life";
import { insert } from "./own";
import type { BranchNode, ListNode, Plan } from "./plan";

/** `html`: what the nodes were made of, where it was more than text. `drops`: a line break at the start is dropped. */
export type TextPart = { nodes: ChildNode[]; html: string | null; drops: boolean };
export type TemplatePart = { hash: string; shown: Instance };
/** One text; or texts and nested templates in turn, beginning and ending with a text. */
export type Content = { k: "text"; parts: (TextPart | TemplatePart)[] };
/** `shown`: the server's own value, whatever others have made of the attribute since. */
export type Attribute = { k: "attr"; el: Element; name: string; prefix: string; suffix: string; shown: string | null };
export type AttributeSet = { k: "set"; el: Element; shown: string };
export type Branch = { k: "branch"; plan: BranchNode; end: Text; arm: number; shown: Instance | null };
export type List = { k: "list"; plan: ListNode; end: Text; items: Instance[]; empty: Instance | null };
/** What the server says of it is heard and not shown: `lvt-ignore`. */
export type Ignored = { k: "ignored" };
export type Slot = Content | Attribute | AttributeSet | Branch | List | Ignored;
export type Part = ChildNode | Content | Branch | List;

/** Slots by number, and what stands at the fragment's top; there is always at least one node. */
export type Instance = { fragment: number; slots: Slot[]; parts: Part[] };

export const textPart = (content: Content, at: number): TextPart => content.parts.at(at) as TextPart;

const firstOf = (part: Part): ChildNode => {
  if (!("k" in part)) return part;
  if (part.k === "text") return textPart(part, 0).nodes[0] as ChildNode;
  const shown = part.k === "branch" ? part.shown : (part.items[0] ?? part.empty);
  return shown ? first(shown) : part.end;
};

export const first = (instance: Instance): ChildNode => firstOf(instance.parts[0] as Part);

export const last = (instance: Instance): ChildNode => {
  const part = instance.parts[instance.parts.length - 1] as Part;
  if (!("k" in part)) return part;
  return part.k === "text" ? (textPart(part, -1).nodes.at(-1) as ChildNode) : part.end;
};

const nodes = (instance: Instance): ChildNode[] => {
  const end = last(instance);
  const all: ChildNode[] = [];
  for (let node: ChildNode | null = first(instance); ; node = node.nextSibling) {
    if (!node?.parentNode) throw new Error("a node is gone");
    all.push(node);
    if (node === end) return all;
  }
};

export const remove = (instance: Instance): void => nodes(instance).forEach(leave);

const IGNORED: Ignored = { k: "ignored" };

/** From now on, what `lvt-ignore` says is left alone is. */
export const ignore = (plan: Plan, instance: Instance): void =>
  plan.left?.[instance.fragment]?.forEach((slot) => (instance.slots[slot] = IGNORED));

/** Moves an instance before `before`. Where the browser can, a moved node keeps its focus and its media playing. */
export const move = (instance: Instance, before: ChildNode): void => {
  const parent = before.parentNode;
  if (!parent) return;
  touch(parent);
  const { moveBefore } = Element.prototype as { moveBefore?: (node: Node, before: Node | null) => void };
  for (const node of nodes(instance)) {
    if (moveBefore && node.isConnected) moveBefore.call(parent, node, before);
    else insert(parent, node, before);
  }
};
