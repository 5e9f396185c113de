// Plans, as the server sends them: see PROTOCOL.md, "The plan". Owns their types, what is worked out once, and which of
// nested templates are here.

export type Attr =
  [name: string, value: string] | [name: string, slot: number, prefix: string, suffix: string] | number;

/** `v`: the server sets its value. `ignored`: what in it is left alone, see `prepare`. */
export type ElementNode = {
  t: string;
  ns?: "svg" | "math";
  a?: Attr[];
  c?: PlanNode[];
  v?: 1;
  live?: boolean;
  ignored?: boolean;
};
export type ContentNode = { s: number; x?: 1; n?: 1 };
export type BranchNode = { b: number; arms: number[] };
export type ListNode = { l: number; item: number; empty?: number };
export type PlanNode = string | ElementNode | { m: string } | { d: string } | ContentNode | BranchNode | ListNode;

/** The slot that holds an item's key; with the arms' fragments where it is a branch. */
export type Key = number | [slot: number, arms: number[]];

export type Plan = {
  v: number;
  /** The names of what the parts of the script see to. */
  uses?: string[];
  fragments: PlanNode[][];
  keys?: { [fragment: number]: Key };
  /** By fragment, the slots that `lvt-ignore` and `lvt-ignore-attrs` leave alone. */
  ignored?: { [fragment: number]: number[] };
};

// Values, patches and shapes: see PROTOCOL.md.
export type Value = string | null | [number, Value[]] | Value[] | Value[][] | ValuePart[];
/** In turn: texts and nested templates, each with its plan's hash. */
export type ValuePart = string | [hash: string, values: Value[]];
export type Change = Value | Patch | { ops: Op[] };
export type Patch = { [slot: string]: Change };
export type Op = [string, ...unknown[]];
export type Shape = unknown[];

const attributeOf = (node: ElementNode, name: string): string | undefined => {
  const found = node.a?.find((attr) => typeof attr !== "number" && attr[0] === name) as Attr & unknown[];
  return found && String(found[1]);
};

/** Works out which elements hold slots, and which slots are left alone. */
const look = (node: PlanNode, left: number[], inIgnored: boolean): boolean => {
  if (typeof node === "string") return false;
  if (!("t" in node)) {
    const slot = "s" in node ? node.s : "b" in node ? node.b : "l" in node ? node.l : -1;
    if (inIgnored && slot >= 0) left.push(slot);
    return slot >= 0;
  }
  node.ignored = attributeOf(node, "lvt-ignore") !== undefined;
  const only = attributeOf(node, "lvt-ignore-attrs");
  const names = only?.split(/[\s,]+/).filter(Boolean) ?? [];
  const children = (node.c ?? []).map((child) => look(child, left, inIgnored || !!node.ignored));
  const slots = (node.a ?? []).filter((attr) => {
    const [name, slot] = typeof attr === "number" ? ["", attr] : attr;
    if (typeof slot !== "number") return false;
    // `data-*` goes on: that is how a server tells what is in an ignored element, a hook's, something new.
    const own =
      (node.ignored && !name.startsWith("data-")) || (only !== undefined && (!names[0] || names.includes(name)));
    if (inIgnored || own) left.push(slot);
    return true;
  });
  node.live = children.includes(true) || slots.length > 0;
  return node.live;
};

/** Marks the elements that hold slots: all others are passed over. */
export const prepare = (plan: Plan): Plan => {
  plan.ignored = {};
  plan.fragments.forEach((fragment, i) => {
    const left: number[] = [];
    fragment.forEach((node) => look(node, left, false));
    if (left.length) (plan.ignored as { [fragment: number]: number[] })[i] = left;
  });
  return plan;
};

const plans = new Map<string, Plan>();

/** Keeps the plan of a nested template. */
export const keepPlan = (hash: string, plan: Plan): void => {
  plans.set(hash, prepare(plan));
};

export const hasPlan = (hash: string): boolean => plans.has(hash);

export const planOf = (hash: string): Plan => {
  const plan = plans.get(hash);
  if (!plan) throw new Error(`no plan ${hash}`);
  return plan;
};
