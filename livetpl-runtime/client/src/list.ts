// Lists: operations by index, and whole values with as many rows kept as there can be.

import { applyPatch, setValues } from "./apply";
import { build } from "./build";
import { decodeAttribute } from "./decode";
import { keepChoice } from "./fields";
import { put } from "./life";
import { type Instance, type List, first, last, move, remove } from "./instance";
import { type Op, type Patch, type Plan, type Value, type ValuePart, planOf } from "./plan";

const nodeAt = (list: List, at: number): ChildNode => {
  const item = list.items[at];
  return item ? first(item) : list.end;
};

const insert = (plan: Plan, list: List, at: number, values: Value[][]): void => {
  const dom = document.createDocumentFragment();
  const made = values.map((value) => {
    const [instance, nodes] = build(plan, list.plan.item, value, list.end.parentNode);
    dom.append(nodes);
    return instance;
  });
  put(dom, nodeAt(list, at));
  // One splice for many, without an argument for each.
  list.items =
    at === list.items.length ? list.items.concat(made) : [...list.items.slice(0, at), ...made, ...list.items.slice(at)];
};

const dropEmpty = (list: List): void => {
  if (list.empty) remove(list.empty);
  list.empty = null;
};

const item = (list: List, at: number): Instance => {
  const found = list.items[at];
  if (!found) throw new Error(`no item ${at}`);
  return found;
};

export const applyOps = (plan: Plan, list: List, ops: Op[]): void =>
  keepChoice(list.end, () => runOps(plan, list, ops));

const runOps = (plan: Plan, list: List, ops: Op[]): void => {
  dropEmpty(list);
  for (const [name, ...rest] of ops) {
    const at = rest[0] as number;
    switch (name) {
      case "i":
        insert(plan, list, at, rest.slice(1) as Value[][]);
        break;
      case "d":
        list.items.splice(at, rest[1] as number).forEach(remove);
        break;
      case "m": {
        const to = rest[1] as number;
        const moved = item(list, at);
        list.items.splice(at, 1);
        move(moved, nodeAt(list, to));
        list.items.splice(to, 0, moved);
        break;
      }
      case "u":
        applyPatch(plan, item(list, at), rest[1] as Patch);
        break;
      case "r":
        list.items.splice(0).forEach(remove);
        insert(plan, list, 0, rest as Value[][]);
        break;
      default:
        throw new Error(`no operation ${name}`);
    }
  }
};

/** The key of an item that is shown. One that is a nested template has the template's. */
const shownKey = (plan: Plan, instance: Instance): string | undefined => {
  const key = plan.keys?.[instance.fragment];
  const slot = instance.slots[typeof key === "object" ? key[0] : (key ?? 0)];
  if (slot?.k === "branch") return slot.shown ? shownKey(plan, slot.shown) : undefined;
  const part = slot?.k === "text" && key === undefined ? slot.parts[1] : undefined;
  if (part && "shown" in part) return shownKey(planOf(part.hash), part.shown);
  if (slot?.k !== "attr" || key === undefined) return undefined;
  const text = slot.shown ?? "";
  return text.slice(slot.prefix.length, text.length - slot.suffix.length);
};

/** The key of an item that has these values. */
const wantedKey = (plan: Plan, fragment: number, values: Value[]): string | undefined => {
  const key = plan.keys?.[fragment];
  if (typeof key === "number") return decodeAttribute(values[key] as string);
  if (key) {
    const shown = values[key[0]] as [number, Value[]] | null;
    return shown ? wantedKey(plan, key[1][shown[0]] as number, shown[1]) : undefined;
  }
  // The second part of a content slot; a list's or branch's first is no text.
  const [text, part] = (values[0] ?? []) as [unknown, ValuePart?];
  return typeof text === "string" && Array.isArray(part) ? wantedKey(planOf(part[0]), 0, part[1]) : undefined;
};

/** Makes a list show `values`: rows are found by key, or else by their place. */
export const setItems = (plan: Plan, list: List, values: Value[][]): void =>
  keepChoice(list.end, () => replaceItems(plan, list, values));

const replaceItems = (plan: Plan, list: List, values: Value[][]): void => {
  dropEmpty(list);
  const { item } = list.plan;
  const old = list.items;
  const byKey = new Map<string, Instance[]>();
  const unkeyed = old.map((instance) => {
    const found = shownKey(plan, instance);
    if (found === undefined) return instance;
    byKey.set(found, [...(byKey.get(found) ?? []), instance]);
    return undefined;
  });
  const kept = new Set<Instance>();
  const wanted = values.map((value, i) => {
    const key = wantedKey(plan, item, value);
    const found = key === undefined ? unkeyed[i] : byKey.get(key)?.shift();
    if (found) kept.add(found);
    return found;
  });
  old.filter((instance) => !kept.has(instance)).forEach(remove);
  let next: ChildNode = list.end;
  const items: Instance[] = new Array(values.length);
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i] as Value[];
    let instance = wanted[i];
    if (instance) {
      setValues(plan, instance, value);
      if (next.previousSibling !== last(instance)) move(instance, next);
    } else {
      const [made, dom] = build(plan, list.plan.item, value, list.end.parentNode);
      put(dom, next);
      instance = made;
    }
    items[i] = instance;
    next = first(instance);
  }
  list.items = items;
};
