// Turns what a person does into actions: forms and buttons. A few listeners on the document, none on elements.

import type { Run } from "./core";
import { own } from "./own";
import { type Submitter, buttonData, formAction, formData, isOurs } from "./payload";
import { emit, guard } from "./status";
import type { Transport } from "./transport";

/** Called before an action is sent: what waits to be sent goes first. */
export const before = new Set<() => void>();

/** Inputs whose files are sent already. */
export const taken = new WeakSet<Element>();

/** Files were selected before their part of the script was here: the browser sends such a form itself. */
const isEarly = (el: Element): boolean =>
  el.hasAttribute("lvt-upload") && !!(el as HTMLInputElement).files?.length && !taken.has(el);

let running = 0;
let last = 0;

/** How many actions are not answered yet. */
export const pending = (): number => running;

/** Something is under way that is no action: whoever shows that, shows it until the returned function is called. */
export const begin = (detail: object): (() => void) => {
  running++;
  emit(document, "pending", detail);
  return () => {
    running--;
    emit(document, "done", detail);
  };
};

/** Sends actions, and tells of each how it goes: `lvt:pending`, then `lvt:success` or `lvt:error`, then `lvt:done`. */
export const runner =
  (transport: Transport): Run =>
  (target, action, data, settled) => {
    before.forEach(guard);
    const run = ++last;
    running++;
    emit(target, "pending", { action, run });
    transport.send({ action, data }, (error) => {
      running--;
      // The element may be gone from the page by now; who listens on the document still hears of it.
      const heard = target.isConnected ? target : document;
      if (error) {
        // What its user can put right is no fault of the page.
        const log = /^(?:refused|invalid-)/.test(error.code) ? "debug" : "error";
        console[log](`livetpl: action \`${action}\`: ${error.message}`, error);
        emit(heard, "error", { action, run, ...error });
      } else {
        emit(heard, "success", { action, run });
      }
      guard(() => settled?.(error));
      emit(heard, "done", { action, run });
    });
  };

/** How often somebody has changed something in a form. */
const edits = new WeakMap<Element, number>();

/** Listens for forms and buttons. */
export const listen = (run: Run): void => {
  document.addEventListener("input", (event) => {
    const { form } = event.target as HTMLInputElement;
    if (form) edits.set(form, (edits.get(form) ?? 0) + 1);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as Submitter | null;
    if (event.defaultPrevented || !isOurs(form, submitter) || [...own(form, "elements")].some(isEarly)) return;
    event.preventDefault();
    const before = edits.get(form);
    const dialog = form.closest<HTMLDialogElement>("dialog[open]");
    let isLeft = false;
    dialog?.addEventListener("close", () => (isLeft = true), { once: true });
    run(form, formAction(form, submitter), formData(form, submitter), (error) => {
      // What was typed since is kept, and seen. The server may have changed fields: that is nobody's typing.
      if (error || edits.get(form) !== before) return;
      // A field called `reset` hides the form's own method.
      if (!form.hasAttribute("lvt-form:preserve")) HTMLFormElement.prototype.reset.call(form);
      // One that was closed meanwhile and opened again is about something else.
      if (!isLeft) dialog?.close();
    });
  });

  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest?.<HTMLButtonElement>("button[name]");
    if (!button || event.defaultPrevented || button.disabled) return;
    // A button that submits its form is the form's affair.
    if (button.form && button.type !== "button") return;
    if (button.type === "reset" || button.hasAttribute("command") || button.closest("[lvt-form\\:no-intercept]"))
      return;
    run(button, button.name, buttonData(button));
  });
};
