// A page for the tests of parts: parts as they run in a browser, actions that are answered when the test says.

import { parsed } from "./dom";
import { before, begin as busy, pending, runner, taken } from "../src/actions";
import { applyPatch } from "../src/apply";
import { hold } from "../src/attributes";
import { valued } from "../src/build";
import type { Core, Part } from "../src/core";
import { setField } from "../src/fields";
import type { Failure, Navigate } from "../src/frame";
import { hydrate } from "../src/hydrate";
import type { Instance } from "../src/instance";
import { come, leave, settle, watch } from "../src/life";
import { type Put, part as anew } from "../src/parts/anew";
import { part as life } from "../src/parts/life";
import { part as typed } from "../src/parts/typed";
import { formData, isOurs } from "../src/payload";
import { type Patch, type Plan, type PlanNode, type Shape, prepare } from "../src/plan";
import { guard } from "../src/status";
import type { Settle, Transport } from "../src/transport";

type Sent = { action: string; data: unknown; settle: Settle };

/** What was sent and is not answered. */
export const sent: Sent[] = [];

/** The names of the actions that were sent since this was asked last. */
export const actions = (): [string, unknown][] => sent.splice(0).map(({ action, data }) => [action, data]);

const transport = {
  send: ({ action, data }: { action: string; data: unknown }, settle: Settle) => sent.push({ action, data, settle }),
} as unknown as Transport;

export const run = runner(transport);

/** The pieces of files that were sent. */
export const chunks: Uint8Array[] = [];
/** What was asked for and is not answered. */
export const asked: { message: Navigate; settle: Settle }[] = [];

/** The tag of the script: the page tells of changes. */
export const tag = document.createElement("script");
tag.dataset["lvtChange"] = "";

let seq = 0;

export const core: Core = {
  ...{ run, before, pending, hold, setField, valued, formData, isOurs, guard },
  seq: () => seq,
  chunk: (bytes) => chunks.push(bytes) > 0,
  token: () => "token",
  taken,
  ...{ begin: busy, come, leave, settle, script: () => tag },
  ask: (message, settle) =>
    void ("action" in message ? sent.push({ ...message, settle }) : asked.push({ message, settle })),
  post: async () => Response.error(),
  part: async () => {
    throw new Error("there is no other part");
  },
  adopt: () => {},
  follow: life(watch, guard),
};

/** Answers the oldest action that waits. */
export const answer = (error?: Failure): void => sent.shift()?.settle(error);

export const failure: Failure = { code: "message", message: "no" };

/** A part that has begun, told of these names. */
export const begin = (part: Part, names: string[]): void => {
  const tell = part(core);
  tell?.(names);
};

export type Page = { root: Element; instance: Instance; plan: Plan; patch: (patch: Patch) => void };

/** A page of this plan; its frames are told to the parts. */
export const open = (
  fragments: PlanNode[][],
  html: string,
  shape: Shape = [],
  left: NonNullable<Plan["left"]> = {},
): Page => {
  const plan = prepare({ v: 1, fragments, left });
  const root = parsed(html);
  const instance = hydrate(plan, root, shape, null);
  return {
    root,
    instance,
    plan,
    patch: (patch) => {
      seq++;
      applyPatch(plan, instance, patch);
      settle();
    },
  };
};

/** Dispatches an event as the browser does. */
export const dispatch = (el: EventTarget, name: string, init: object = {}): Event => {
  const { bubbles = true, ...more } = init as { bubbles?: boolean };
  const event = new Event(name, { bubbles, cancelable: true });
  for (const [key, value] of Object.entries(more)) Object.defineProperty(event, key, { value });
  el.dispatchEvent(event);
  return event;
};

export const one = <T extends Element = HTMLElement>(css: string): T => document.querySelector(css) as T;

/** What puts a page that is built anew in place. */
export const put = (): Promise<Put> => anew({ ...core, part: async <T>() => typed(core) as T }) as Promise<Put>;
