// `lvt-hook="Name"`: an object of the page's own script that looks after an element.
//
//     livetpl.hooks.Chart = {
//       mounted() { this.chart = draw(this.el); this.on("point", (point) => this.chart.add(point)); },
//       updated() { this.chart.resize(); },
//       destroyed() { this.chart.free(); },
//     };
//
// It may be registered before and after the script is loaded; elements that wait for it are mounted then.

import type { Core, Part } from "../core";
import type { Data, Failure } from "../frame";

type Definition = { mounted?: () => void; updated?: () => void; destroyed?: () => void; [own: string]: unknown };

type Hook = Definition & {
  el: Element;
  /** Sends an action; settled with its error, if it has one. */
  push: (action: string, payload?: Data) => Promise<Failure | undefined>;
  /** Hears of `ctx.push_event(name, …)`, as long as the element is in the page. */
  on: (name: string, heard: (detail: unknown) => void) => void;
};

const make = (core: Core, el: Element, definition: Definition, ends: (() => void)[]): Hook =>
  Object.assign(Object.create(definition) as Definition, {
    el,
    push: (action: string, payload: Data = {}) =>
      new Promise<Failure | undefined>((resolve) => core.run(el, action, payload, resolve)),
    on: (name: string, heard: (detail: unknown) => void) => {
      const listener = (event: Event): void => heard((event as CustomEvent).detail);
      document.addEventListener(`lvt:event:${name}`, listener);
      ends.push(() => document.removeEventListener(`lvt:event:${name}`, listener));
    },
  });

export const part: Part = (core) => {
  const api = (globalThis as { livetpl?: { hooks?: { [name: string]: Definition } } }).livetpl ?? {};
  const definitions = api.hooks ?? {};
  const mounted = new Map<Element, { hook: Hook; ends: (() => void)[] }>();

  const mount = (el: Element): void => {
    const definition = definitions[el.getAttribute("lvt-hook") ?? ""];
    if (!definition || mounted.has(el)) return;
    const ends: (() => void)[] = [];
    const hook = make(core, el, definition, ends);
    mounted.set(el, { hook, ends });
    core.guard(() => hook.mounted?.());
  };

  // Names that are registered later find their elements.
  api.hooks = new Proxy(definitions, {
    set: (all, name: string, definition: Definition) => {
      all[name] = definition;
      shown.forEach(mount);
      return true;
    },
  });

  const shown: Set<Element> = core.follow({
    selector: "[lvt-hook]",
    came: mount,
    changed: (el) => core.guard(() => mounted.get(el)?.hook.updated?.()),
    went: (el) => {
      const one = mounted.get(el);
      mounted.delete(el);
      one?.ends.forEach((end) => end());
      core.guard(() => one?.hook.destroyed?.());
    },
  });
};
