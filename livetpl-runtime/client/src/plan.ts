// Plans, as the server sends them: see PROTOCOL.md, "The plan". Owns their types, what is worked out once, and which of
// nested templates are here.

export type Attr =
  [name: string, value: string] | [name: string, slot: number, prefix: string, suffix: string] | number;

/** `v`: the server sets its value. `i`: what is in it is left alone. */
export type ElementNode = {
  t: string;
  ns?: "svg" | "math";
  a?: Attr[];
  c?: PlanNode[];
  v?: 1;
  i?: 1;
  live?: boolean;
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
  left?: { [fragment: number]: number[] };
};

// Values, patches and shapes: see PROTOCOL.md.
export type Value = string | null | [number, Value[]] | Value[] | Value[][] | ValuePart[];
/** In turn: texts and nested templates, each with its plan's hash. */
export type ValuePart = string | [hash: string, values: Value[]];
export type Change = Value | Patch | { ops: Op[] };
export type Patch = { [slot: string]: Change };
export type Op = [string, ...unknown[]];
export type Shape = unknown[];

const isLive = (node: PlanNode): boolean => {
  if (typeof node === "string") return false;
  if (!("t" in node)) return "s" in node || "b" in node || "l" in node;
  const children = (node.c ?? []).map(isLive);
  node.live = children.includes(true) || (node.a ?? []).some((a) => typeof a === "number" || typeof a[1] === "number");
  return node.live;
};

/** Marks the elements that hold slots: all others are passed over. */
export const prepare = (plan: Plan): Plan => {
  for (const fragment of plan.fragments) fragment.forEach(isLive);
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
