// `lvt-el:METHOD:on:TRIGGER`: what the browser does by itself, while an action runs or on an event.
//
// A trigger is `pending`, `success`, `error` or `done`, of any action or of those named before it (`save:pending`,
// `[save,delete]:done`), or the name of an event. `done` waits for the last of several: a spinner that two actions
// started ends with the second.

import type { Core, Part } from "../core";
import { METHODS } from "./methods";
import { targetOf } from "./target";

const NAME = /^lvt-el:([a-z]+):on:(?:(.+):)?([^:]+)$/;
const STATES = ["pending", "success", "error", "done"];

/** `save_draft`, `save-draft` and `saveDraft` are one action; attributes have no upper case. */
const plain = (action: string): string => action.toLowerCase().replace(/[-_\s]/g, "");

type Reaction = { attribute: string; method: string; actions: string[] | null; elements: Set<Element> };

const react = (core: Core, el: Element, attribute: string, method: string): void => {
  core.guard(() => {
    const value = el.getAttribute(attribute);
    const target = targetOf(el);
    if (value === null || !target) return;
    METHODS[method]?.(target, value, (one, name, wanted) => {
      if (wanted === null) one.removeAttribute(name);
      else one.setAttribute(name, wanted);
      core.setField(one, name, wanted);
    });
  });
};

/** On an event of the element, or of one in it. */
const onEvent = (core: Core, attribute: string, method: string, name: string): void => {
  document.addEventListener(
    name,
    (event) => {
      for (let el = event.target as Element | null; el; el = event.bubbles ? el.parentElement : null) {
        if (el.hasAttribute?.(attribute)) react(core, el, attribute, method);
      }
    },
    true,
  );
};

const onClickAway = (core: Core, attribute: string, method: string): void => {
  const elements = core.follow({ selector: `[${CSS.escape(attribute)}]` });
  document.addEventListener(
    "click",
    (event) => {
      const path = event.composedPath();
      for (const el of elements) if (!path.includes(el)) react(core, el, attribute, method);
    },
    true,
  );
};

export const part: Part = (core) => {
  const reactions = new Map<string, Reaction[]>(STATES.map((state) => [state, []]));
  const running = new Map<number, string>();

  const onState = (state: string, action: string): void => {
    const left = [...running.values()];
    for (const { attribute, method, actions, elements } of reactions.get(state) as Reaction[]) {
      const isMeant = (name: string): boolean => !actions || actions.includes(name);
      if (!isMeant(action) || (state === "done" && left.some(isMeant))) continue;
      for (const el of [...elements]) react(core, el, attribute, method);
    }
  };

  for (const state of STATES) {
    document.addEventListener(`lvt:${state}`, (event) => {
      const detail = (event as CustomEvent<{ action?: string; run?: number }>).detail;
      // An error may be of no action.
      if (detail?.run === undefined) return;
      const action = plain(String(detail.action));
      if (state === "pending") running.set(detail.run, action);
      if (state === "done") running.delete(detail.run);
      onState(state, action);
    });
  }

  return (names) => {
    for (const attribute of names) {
      const [, method = "", scope, trigger = ""] = NAME.exec(attribute) ?? [];
      if (!METHODS[method] || (scope && !STATES.includes(trigger)))
        console.error(`livetpl: \`${attribute}\` names no method and trigger`);
      else if (STATES.includes(trigger)) {
        const actions = scope?.replace(/[[\]]/g, "").split(",").map(plain) ?? null;
        const elements = core.follow({ selector: `[${CSS.escape(attribute)}]` });
        reactions.get(trigger)?.push({ attribute, method, actions, elements });
      } else if (trigger === "click-away") onClickAway(core, attribute, method);
      else onEvent(core, attribute, method, trigger);
    }
  };
};
