// A controller with an action `change` hears of every field whose value the server sets: 300 ms after somebody stopped
// typing, at once for choices, and in any case before the next action.

import type { Core, Part } from "../core";
import type { Data } from "../frame";
import { type Field, isChanged } from "./changed";

const DEFAULT_MS = 300;
const FIELDS = "input,textarea,select";

type Waiting = { timer?: ReturnType<typeof setTimeout>; data: Data; field: Field };

const isWired = (core: Core, field: Field): boolean => {
  if (!("lvtChange" in core.script().dataset)) return false;
  if (!field.name || /^(?:file|hidden|password|submit|button|image|reset)$/.test(field.type)) return false;
  if (field.hasAttribute("lvt-on:input") || field.hasAttribute("lvt-on:change")) return false;
  if (field.form && (field.form.hasAttribute("lvt-on:change") || !core.isOurs(field.form, null))) return false;
  return (
    core.valued.has(field) ||
    (field.localName === "select" && [...field.querySelectorAll("option")].some((o) => core.valued.has(o)))
  );
};

/** What a field alone sends, in the way of forms: an unticked box sends nothing. */
const dataOf = (field: Field): Data => {
  if (field.localName === "select" && (field as HTMLSelectElement).multiple) {
    return { [field.name]: [...(field as HTMLSelectElement).selectedOptions].map((option) => option.value) };
  }
  const isBox = /^(?:checkbox|radio)$/.test(field.type);
  return isBox && !(field as HTMLInputElement).checked ? {} : { [field.name]: field.value };
};

export const part: Part = (core) => {
  const waiting = new Map<Element, Waiting>();

  const send = (of: Element): void => {
    const one = waiting.get(of);
    if (!one) return;
    clearTimeout(one.timer);
    waiting.delete(of);
    core.run(one.field, "change", one.data);
  };
  const flush = (): void => [...waiting.keys()].forEach(send);

  const hear = (field: Field): void => {
    if (!isWired(core, field)) return;
    const of = field.form ?? field;
    // Noted now: when the time has come, the field may be gone.
    const data = field.form ? core.formData(field.form, null) : dataOf(field);
    clearTimeout(waiting.get(of)?.timer);
    const ms = Number(field.getAttribute("lvt-mod:debounce") || DEFAULT_MS);
    const isTyped = field.localName !== "select" && !/^(?:checkbox|radio)$/.test(field.type);
    waiting.set(of, { field, data, timer: setTimeout(() => send(of), isTyped ? ms : 0) });
  };

  /** What the server hasn't heard: typed before this was here, put back by the browser, or lost with the page's state. */
  const hearAll = (): void =>
    document.querySelectorAll<Field>(FIELDS).forEach((field) => isChanged(field) && hear(field));

  document.addEventListener("input", ({ target }) => {
    // A field may be called `matches`.
    if (target instanceof Element && Element.prototype.matches.call(target, FIELDS)) hear(target as Field);
  });
  hearAll();
  let token = core.token();
  // Behind the answer to the join: a page that was mounted again has a token of its own.
  document.addEventListener("lvt:connected", () =>
    queueMicrotask(() => {
      if (token !== core.token()) hearAll();
      token = core.token();
    }),
  );
  document.addEventListener("focusout", flush);
  document.addEventListener("visibilitychange", flush);
  core.before.add(flush);
};
