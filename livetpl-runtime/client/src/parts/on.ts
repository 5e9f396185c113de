// `lvt-on:EVENT="action"`: any event of an element, `click-away`, `window:EVENT`. One listener on the document or the
// window for each name of an event, however many elements wait for it.

import type { Core, Part } from "../core";
import type { Data } from "../frame";
import { elementData } from "./data";
import { dragData, watchDrags } from "./drag";
import { fits } from "./keys";
import { flush, when } from "./timing";

const PREFIX = "lvt-on:";

/** What answers to a click itself, wherever it stands. */
const INTERACTIVE = "a[href],button,input,select,textarea,label,summary,option";

const isShown = (el: Element): boolean => el.checkVisibility?.() ?? true;

const fire = (core: Core, el: Element, attribute: string, event: Event, isGlobal = false): void => {
  const action = el.getAttribute(attribute);
  if (!action || !fits(el.getAttribute("lvt-key"), event as KeyboardEvent, el, isGlobal)) return;
  // A submission that is an action leaves the page where it is.
  if (el.hasAttribute("lvt-mod:prevent") || event.type === "submit") event.preventDefault();
  const { key } = event as KeyboardEvent;
  const from: Data = { ...(key ? { key } : {}), ...dragData(event, el) };
  when(el, attribute, () => core.run(el, action, { ...from, ...elementData(core, el) }));
};

const listen = (core: Core, attribute: string, name: string): void => {
  const selector = `[${CSS.escape(attribute)}]`;
  const isClick = /^(?:dbl)?click$/.test(name);
  document.addEventListener(
    name,
    (event) => {
      const target = event.target as Element;
      // An event that doesn't bubble is its own element's.
      const el = event.bubbles ? target.closest?.(selector) : target;
      if (!el?.getAttribute?.(attribute)) return;
      const inner = isClick ? target.closest(INTERACTIVE) : null;
      if (inner && inner !== el && el.contains(inner)) return;
      if ((el as HTMLButtonElement).disabled) return;
      fire(core, el, attribute, event);
    },
    true,
  );
};

/** Listens where no single element can; who waits is known without looking for it. */
const listenAround = (core: Core, attribute: string, name: string): void => {
  const waiting = core.follow({ selector: `[${CSS.escape(attribute)}]` });
  const isAway = name === "click-away";
  const target: EventTarget = isAway ? document : globalThis.window;
  target.addEventListener(
    isAway ? "click" : name.slice("window:".length),
    (event) => {
      for (const el of [...waiting]) {
        if (isAway && (event.composedPath().includes(el) || !isShown(el))) continue;
        core.guard(() => fire(core, el, attribute, event, true));
      }
    },
    true,
  );
};

export const part: Part = (core) => {
  watchDrags();
  // What was typed last goes out before what is done next, and to the page that it was typed in.
  core.before.add(flush);
  return (names) => {
    for (const attribute of names) {
      const name = attribute.slice(PREFIX.length);
      const around = name === "click-away" || name.startsWith("window:");
      (around ? listenAround : listen)(core, attribute, name);
    }
  };
};
