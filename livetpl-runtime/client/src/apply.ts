// Applies values and patches: touches the nodes that change and no others.

import { setAttribute, setAttributes } from "./attributes";
import { build } from "./build";
import { decode, dropLine, parse, textOf } from "./decode";
import { keepChoice, setArea } from "./fields";
import {
  type Branch,
  type Content,
  type Instance,
  type Slot,
  type TemplatePart,
  type TextPart,
  remove,
  textPart,
} from "./instance";
import { come, leave, put, touch } from "./life";
import { applyOps, setItems } from "./list";
import { type Change, type Op, type Patch, type Plan, type Value, type ValuePart, planOf } from "./plan";

const setText = (slot: TextPart, html: string): void => {
  const node = slot.nodes[0] as ChildNode;
  const parent = node.parentNode as Element | null;
  // A translator puts other nodes in the place of texts.
  if (!parent) throw new Error("a node is gone");
  const read = textOf(parent);
  if (!read && html.includes("<")) {
    if (slot.html === html) return;
    const dom = parse(slot.drops ? dropLine(html) : html, parent);
    if (!dom.firstChild) dom.append("");
    const nodes = [...dom.childNodes];
    put(dom, node);
    slot.nodes.forEach(leave);
    slot.nodes = nodes;
    slot.html = html;
    return;
  }
  const all = read ? read(html) : decode(html, parent);
  // Parsers drop a line break right behind `<pre>`.
  const text = slot.drops ? dropLine(all) : all;
  if (slot.html !== null) {
    const only = document.createTextNode(text);
    node.before(only);
    slot.nodes.forEach(leave);
    slot.nodes = [only];
    slot.html = null;
  } else if ((node as Text).data !== text) {
    const before = (node as Text).data;
    (node as Text).data = text;
    touch(parent);
    if (parent.localName === "textarea") setArea(parent as HTMLTextAreaElement, before);
  }
};

/** Shows texts and templates in turn; what is of the same plan at the same place stays. */
const setContent = (slot: Content, parts: ValuePart[]): void => {
  const old = slot.parts;
  const fits = (part: ValuePart, i: number): boolean => i % 2 === 0 || part[0] === (old[i] as TemplatePart).hash;
  if (parts.length === old.length && parts.every(fits)) {
    return parts.forEach((part, i) => {
      if (typeof part === "string") setText(old[i] as TextPart, part);
      else setValues(planOf(part[0]), (old[i] as TemplatePart).shown, part[1]);
    });
  }
  // The first text stays, so that the slot is never without a node; what is behind it is made anew.
  const first = textPart(slot, 0);
  for (const part of old.slice(1)) {
    if ("shown" in part) remove(part.shown);
    else part.nodes.forEach(leave);
  }
  setText(first, parts[0] as string);
  const dom = document.createDocumentFragment();
  const made = parts.slice(1).map((part): TextPart | TemplatePart => {
    if (typeof part !== "string") {
      const [shown, nodes] = build(planOf(part[0]), 0, part[1], first.nodes[0]?.parentNode ?? null);
      dom.append(nodes);
      return { hash: part[0], shown };
    }
    const node = document.createTextNode("");
    dom.append(node);
    return { nodes: [node], html: null, drops: false };
  });
  const last = first.nodes.at(-1) as ChildNode;
  come(dom, last);
  last.after(dom);
  slot.parts = [first, ...made];
  // HTML is read where it stands.
  parts.forEach((part, i) => typeof part === "string" && setText(slot.parts[i] as TextPart, part));
};

const show = (plan: Plan, slot: Branch, arm: number, values: Value[]): void => {
  const [instance, dom] = build(plan, slot.plan.arms[arm] as number, values, slot.end.parentNode);
  keepChoice(slot.end, () => {
    put(dom, slot.end);
    drop(slot);
  });
  slot.shown = instance;
  slot.arm = arm;
};

const hide = (slot: Branch): void => keepChoice(slot.end, () => drop(slot));

const drop = (slot: Branch): void => {
  if (slot.shown) remove(slot.shown);
  slot.shown = null;
  slot.arm = -1;
};

/** Gives a slot a whole value; what it shows already stays where it can. */
export const setValue = (plan: Plan, slot: Slot, value: Value): void => {
  switch (slot.k) {
    case "text":
      return setContent(slot, typeof value === "string" ? [value] : (value as ValuePart[]));
    case "attr":
      return setAttribute(slot, value as string);
    case "set":
      return setAttributes(slot, value as string);
    case "branch": {
      if (value === null) return hide(slot);
      const [arm, values] = value as [number, Value[]];
      return slot.shown && slot.arm === arm ? setValues(plan, slot.shown, values) : show(plan, slot, arm, values);
    }
    case "list": {
      const items = value as Value[];
      if (typeof items[0] !== "number") return setItems(plan, slot, items as Value[][]);
      const values = items[1] as Value[];
      if (slot.empty) return setValues(plan, slot.empty, values);
      setItems(plan, slot, []);
      const [instance, dom] = build(plan, slot.plan.empty as number, values, slot.end.parentNode);
      put(dom, slot.end);
      slot.empty = instance;
    }
  }
};

export const setValues = (plan: Plan, instance: Instance, values: Value[]): void =>
  instance.slots.forEach((slot, i) => setValue(plan, slot, values[i] as Value));

export const applyPatch = (plan: Plan, instance: Instance, patch: Patch): void => {
  for (const key in patch) {
    const slot = instance.slots[+key];
    if (!slot) throw new Error(`no slot ${key}`);
    applyChange(plan, slot, patch[key] as Change);
  }
};

const applyChange = (plan: Plan, slot: Slot, change: Change): void => {
  if (change === null || typeof change !== "object" || Array.isArray(change))
    return setValue(plan, slot, change as Value);
  if (slot.k === "list" && "ops" in change) return applyOps(plan, slot, change.ops as Op[]);
  if (slot.k === "text") return applyParts(slot, change as Patch);
  if (slot.k === "ignored") return;
  const shown = slot.k === "branch" ? slot.shown : slot.k === "list" ? slot.empty : null;
  if (!shown) throw new Error("a patch for what is not shown");
  applyPatch(plan, shown, change as Patch);
};

const applyParts = (slot: Content, patch: Patch): void => {
  for (const key in patch) {
    const part = slot.parts[+key];
    const change = patch[key];
    if (!part) throw new Error(`no part ${key}`);
    if (!("shown" in part)) setText(part, change as string);
    else applyPatch(planOf(part.hash), part.shown, change as Patch);
  }
};
