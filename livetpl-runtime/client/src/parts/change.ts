// A controller with an action `change` hears of every field whose value the server sets: 300 ms after somebody stopped
// typing, at once for choices, and in any case before the next action.

import type { Core, Part } from "../core";
import type { Data } from "../frame";

const DEFAULT_MS = 300;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
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

  document.addEventListener("input", (event) => {
    const field = event.target as Field;
    if (!field.matches?.("input,textarea,select") || !isWired(core, field)) return;
    const of = field.form ?? field;
    // Noted now: when the time has come, the field may be gone.
    const data = field.form ? core.formData(field.form, null) : dataOf(field);
    clearTimeout(waiting.get(of)?.timer);
    const ms = Number(field.getAttribute("lvt-mod:debounce") || DEFAULT_MS);
    const isTyped = field.localName !== "select" && !/^(?:checkbox|radio)$/.test(field.type);
    waiting.set(of, { field, data, timer: setTimeout(() => send(of), isTyped ? ms : 0) });
  });
  document.addEventListener("focusout", flush);
  document.addEventListener("visibilitychange", flush);
  core.before.add(flush);
};
