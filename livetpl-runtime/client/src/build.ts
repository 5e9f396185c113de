// Builds fragments: a prototype once from the plan, then clones whose slots are where the plan says.

import { setValue } from "./apply";
import { write } from "./attributes";
import { within } from "./decode";
import { type Instance, type Part, type Slot, ignore } from "./instance";
import type { ElementNode, Plan, PlanNode, Value } from "./plan";

const NAMESPACES = { svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };

const element = (node: ElementNode): Element => {
  const el = node.ns ? document.createElementNS(NAMESPACES[node.ns], node.t) : document.createElement(node.t);
  for (const attr of node.a ?? []) {
    if (typeof attr !== "number") write(el, attr[0], typeof attr[1] === "string" ? attr[1] : "");
  }
  inside(el).append(...(node.c ?? []).map(create));
  return el;
};

/** Where an element's content is: a `<template>` keeps it apart. */
export const inside = (el: Element): ParentNode & Node =>
  el.localName === "template" && "content" in el ? (el as HTMLTemplateElement).content : el;

const create = (node: PlanNode): Node => {
  if (typeof node === "string") return document.createTextNode(node);
  if ("t" in node) return element(node);
  if ("m" in node) return document.createComment(node.m);
  // A slot's own node, or the anchor behind a branch or list. A doctype is no part of what is built.
  return document.createTextNode("");
};

const prototypes = new WeakMap<PlanNode[], DocumentFragment>();

const prototype = (nodes: PlanNode[]): DocumentFragment => {
  let made = prototypes.get(nodes);
  if (!made) {
    made = document.createDocumentFragment();
    made.append(...nodes.map(create), ...(nodes.length ? [] : [""]));
    prototypes.set(nodes, made);
  }
  return made;
};

/** The fields whose value the server sets. */
export const valued = new WeakSet<Element>();

export const bindAttributes = (node: ElementNode, el: Element, slots: Slot[]): void => {
  if (node.v) valued.add(el);
  for (const attr of node.a ?? []) {
    if (typeof attr === "number") slots[attr] = { k: "set", el, shown: "" };
    else if (typeof attr[1] === "number") {
      const [name, slot, prefix = "", suffix = ""] = attr;
      slots[slot as number] = { k: "attr", el, name, prefix, suffix, shown: el.getAttribute(name) };
    }
  }
};

/** Finds the slots of a clone: node for node as in the plan. */
const bind = (plan: PlanNode[], start: ChildNode | null, slots: Slot[], parts?: Part[]): void => {
  let dom = start;
  for (const node of plan) {
    if (!dom) return;
    const next: ChildNode | null = dom.nextSibling;
    let part: Part = dom;
    if (typeof node !== "string") {
      if ("s" in node) slots[node.s] = part = { k: "text", parts: [{ nodes: [dom], html: null, drops: !!node.n }] };
      else if ("b" in node) slots[node.b] = part = { k: "branch", plan: node, end: dom as Text, arm: -1, shown: null };
      else if ("l" in node) slots[node.l] = part = { k: "list", plan: node, end: dom as Text, items: [], empty: null };
      else if ("t" in node && node.live) {
        bindAttributes(node, dom as Element, slots);
        bind(node.c ?? [], inside(dom as Element).firstChild, slots);
      }
    }
    parts?.push(part);
    dom = next;
  }
  if (parts && !parts.length && dom) parts.push(dom);
};

/** A fragment with these values, and its nodes, which will stand in `parent`. */
export const build = (
  plan: Plan,
  fragment: number,
  values: Value[],
  parent: Node | null,
): [Instance, DocumentFragment] => {
  const nodes = plan.fragments[fragment] ?? [];
  const dom = document.importNode(prototype(nodes), true);
  const instance: Instance = { fragment, slots: [], parts: [] };
  bind(nodes, dom.firstChild, instance.slots, instance.parts);
  within(parent, () => instance.slots.forEach((slot, i) => setValue(plan, slot, values[i] as Value)));
  ignore(plan, instance);
  return [instance, dom];
};
