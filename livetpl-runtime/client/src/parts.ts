// Loads the parts of the script that a page needs, and no others. Owns which name in a template needs which part.
//
// Parts are files beside the script's own, under the same hash: it is that of all of them.

import type { Core, Part } from "./core";
import { watch } from "./life";
import { persist } from "./load";
import type { part as life } from "./parts/life";

export type Load = (name: string, tries: number) => Promise<unknown>;

/** Where a part is, beside `url`, the script's own. */
export const urlOf = (url: string, name: string, tries = 0): string =>
  url.replace(/livetpl-(?=[^/]*$)/, `${name}-`) +
  // A browser that could not have a module never asks for it again under the same name.
  (tries ? `?${tries}` : "");

export const beside =
  (url: string): Load =>
  async (name, tries) =>
    ((await import(urlOf(url, name, tries))) as { part: unknown }).part;

/** What a browser has of its own needs no part. */
const lacks = (name: string): boolean =>
  (name === "commandfor" && !("commandForElement" in HTMLButtonElement.prototype)) ||
  (name === "dialog" && !("showModal" in (globalThis.HTMLDialogElement ?? Element).prototype));

/** A family of attributes is a part: `lvt-on:click` is seen to by `on`. `autofocus` and `aria-invalid` have their own. */
const partOf = (name: string): string | undefined =>
  name[0] === "a" ? name : (/^lvt-(\w+)/.exec(name)?.[1] ?? (lacks(name) ? "dialog" : undefined));

export class Parts {
  readonly #begun = new Map<string, Promise<unknown>>();
  readonly #known = new Set<string>();
  /** What all parts stand on, loaded beside the first. */
  #ground: Promise<Core> | undefined;

  constructor(
    private readonly core: Omit<Core, "follow">,
    private readonly load: Load,
  ) {}

  /** A part is needed. */
  begin<T = ReturnType<Part>>(name: string): Promise<T> {
    let begun = this.#begun.get(name);
    if (!begun) {
      this.#ground ??= this.#get<typeof life>("life").then((part) => ({
        ...this.core,
        follow: part(watch, this.core.guard),
      }));
      begun = Promise.all([this.#get<Part<unknown>>(name), this.#ground]).then(([part, core]) => part(core));
      this.#begun.set(name, begun);
    }
    return begun as Promise<T>;
  }

  #get<T>(name: string): Promise<T> {
    return persist((tries) => this.load(name, tries) as Promise<T>);
  }

  /** Settled when every part that is needed by now has begun. */
  async begunAll(): Promise<void> {
    await Promise.all(this.#begun.values());
  }

  /** A plan uses these names. */
  use(names: string[]): void {
    const byPart = new Map<string, string[]>();
    for (const name of names) {
      const part = this.#known.has(name) ? undefined : partOf(name);
      this.#known.add(name);
      if (part) byPart.set(part, [...(byPart.get(part) ?? []), name]);
    }
    byPart.forEach((names, part) => void this.begin(part).then((tell) => tell?.(names)));
  }
}
