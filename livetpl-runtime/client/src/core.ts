// What the parts of the script are given: a part knows these types, and nothing else of the rest.

import type { Data, Failure } from "./frame";
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
  /** Begins another part, which is loaded if it is not here; what it returns. */
  begin: (name: string) => Promise<unknown>;
  /** By what the server knows the page. */
  token: () => string;
  /** Inputs whose files are sent already: their forms need no longer be the browser's. */
  taken: WeakSet<Element>;
};

/** A part begins once, and is told of the names in each plan that comes. */
export type Part = (core: Core) => ((names: string[]) => void) | void;
