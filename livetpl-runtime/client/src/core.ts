// What the parts of the script are given: a part knows these types, and nothing else of the rest.

import type { Action, Data, Failure, Navigate } from "./frame";
import type { Follow } from "./parts/life";
import type { Submitter } from "./payload";

/** Sends an action; `settled` hears how it ended, once, when the page shows it. */
export type Run = (target: Element, action: string, data: Data, settled?: (error?: Failure) => void) => void;

export type Core = {
  run: Run;
  /** Called before an action is sent: what waits to be sent goes first. */
  before: Set<() => void>;
  /** How many actions are not answered yet. */
  pending: () => number;
  /** The number of the last frame that changed the page. */
  seq: () => number;
  follow: Follow;
  hold: (el: Element, name: string, value: string) => () => void;
  setField: (el: Element, name: string, value: string | null) => void;
  /** The fields whose value the server sets. */
  valued: WeakSet<Element>;
  formData: (form: HTMLFormElement, submitter: Submitter | null) => Data;
  isOurs: (form: HTMLFormElement, submitter: Submitter | null) => boolean;
  guard: (work: () => void) => void;
  /** Sends bytes by the socket; whether there is one. */
  chunk: (bytes: Uint8Array<ArrayBuffer>) => boolean;
  /** By what the server knows the page. */
  token: () => string;
  /** Inputs whose files are sent already: their forms need no longer be the browser's. */
  taken: WeakSet<Element>;
  /** Something is under way that is no action; the returned function ends it. */
  begin: (detail: object) => () => void;
  /** Sends what is no action of the page: nobody is told how it goes but `settled`. */
  ask: (message: Navigate | Omit<Action, "ref">, settled: (error?: Failure) => void) => void;
  /** Posts one message to the page's own address. */
  post: (message: object) => Promise<Response>;
  /** What another part gives. */
  part: <T>(name: string) => Promise<T>;
  /** The page's own tag. */
  script: () => HTMLScriptElement;
  /** The document holds another page now, whose tag this is. */
  adopt: (script: HTMLScriptElement) => void;
  come: (nodes: DocumentFragment, place: Node) => void;
  leave: (node: ChildNode) => void;
  settle: () => void;
};

/** A part begins once. Most are told of the names in each plan that comes. */
export type Part<T = ((names: string[]) => void) | void> = (core: Core) => T;
