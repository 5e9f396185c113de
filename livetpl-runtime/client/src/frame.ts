// Messages as they go over the wire: see PROTOCOL.md, "Frames".

import type { Patch, Value } from "./plan";

/** `shown`: the page shows it. */
export type Failure = {
  code: string;
  message: string;
  fields?: { [name: string]: string };
  topic?: string;
  shown?: boolean;
};
export type Done = number | { ref: number; error: Failure };

export type Frame = {
  seq?: number;
  patch?: Patch;
  values?: Value[];
  /** Hashes of plans that this frame needs, of nested templates. */
  plans?: string[];
  done?: Done[];
  error?: Failure;
  /** What the server tells scripts of: a name, and whatever it says. */
  events?: [name: string, detail: unknown][];
  token?: string;
  /** The ticket of cookies, to be fetched before anything that needs them. */
  cookies?: string;
  /** A path of this site to load. */
  redirect?: string;
  /** A path of this site, to be gone to as if a link led there. */
  navigate?: string;
  /** The query that the page's address has from now on. */
  query?: string;
  pong?: 1;
  /** The page is to be loaded anew: it is of another build, or another user's. */
  reload?: 1 | "user";
};

export type Data = { [name: string]: string | boolean | (string | boolean)[] };
/** The page goes to another place of its view. */
export type Navigate = { navigate: string };
export type Action = { action: string; ref: number; data: Data };
