// `aria-invalid`: when a form's action was refused, its first field that is invalid has the focus.
//
// Whoever has gone on to another field meanwhile keeps the focus there.

import type { Part } from "../core";

type Run = CustomEvent<{ run: number }>;

const INVALID = '[aria-invalid="true"],input:invalid,select:invalid,textarea:invalid';

export const part: Part = () => {
  /** What had the focus when an action was sent. */
  const before = new Map<number, Element | null>();
  document.addEventListener("lvt:pending", (event) => {
    before.set((event as Run).detail.run, document.activeElement);
  });
  document.addEventListener("lvt:error", (event) => {
    const form = event.target as Element;
    const active = document.activeElement;
    const stayed = active === document.body || active === before.get((event as Run).detail?.run);
    if (form.localName === "form" && stayed) form.querySelector<HTMLElement>(INVALID)?.focus();
  });
  document.addEventListener("lvt:done", (event) => before.delete((event as Run).detail.run));
};
