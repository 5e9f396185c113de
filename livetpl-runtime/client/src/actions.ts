// Turns what a person does into actions: forms, buttons, `lvt-on:`. A few listeners on the document, none on elements.

import type { Data } from "./frame";
import { type Submitter, buttonData, elementData, formAction, formData, isOurs } from "./payload";
import { emit } from "./status";
import type { Transport } from "./transport";

const run = (transport: Transport, target: Element, action: string, data: Data, succeeded?: () => void): void => {
  emit(target, "pending", { action });
  transport.send(action, data, (error) => {
    // The element may be gone from the page by now; who listens on the document still hears of it.
    const heard = target.isConnected ? target : document;
    if (error) {
      console.error(`livetpl: action \`${action}\`: ${error.message}`, error);
      emit(heard, "error", { action, ...error });
    } else {
      emit(heard, "success", { action });
      succeeded?.();
    }
    emit(heard, "done", { action });
  });
};

/** Listens for forms and buttons. */
export const listen = (transport: Transport): void => {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as Submitter | null;
    if (event.defaultPrevented || !isOurs(form, submitter)) return;
    event.preventDefault();
    const data = formData(form, submitter);
    run(transport, form, formAction(form, submitter), data, () => {
      // What was typed since is kept. A field called `reset` hides the form's own method.
      const isAsSent = JSON.stringify(formData(form, submitter)) === JSON.stringify(data);
      if (isAsSent && !form.hasAttribute("lvt-form:preserve")) HTMLFormElement.prototype.reset.call(form);
    });
  });

  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest?.<HTMLButtonElement>("button[name]");
    if (!button || event.defaultPrevented || button.disabled) return;
    // A button that submits its form is the form's affair.
    if (button.form && button.type !== "button") return;
    if (button.type === "reset" || button.closest("[lvt-form\\:no-intercept]")) return;
    run(transport, button, button.name, buttonData(button));
  });
};

/** Listens for the events that a plan's `lvt-on:` attributes name. */
export const listenFor = (transport: Transport, events: string[]): void => {
  const timers = new WeakMap<Element, ReturnType<typeof setTimeout>>();
  const fired = new WeakMap<Element, number>();
  for (const name of events) {
    const attribute = `lvt-on:${name}`;
    const bubbles = !/^mouse(?:enter|leave)$|^pointer(?:enter|leave)$/.test(name);
    document.addEventListener(
      name,
      (event) => {
        const target = event.target as Element;
        const el = bubbles ? target.closest?.(`[${CSS.escape(attribute)}]`) : target;
        const action = el?.getAttribute?.(attribute);
        if (!el || !action) return;
        const key = el.getAttribute("lvt-key");
        if (key && (event as KeyboardEvent).key !== key) return;
        if (el.hasAttribute("lvt-mod:prevent")) event.preventDefault();
        const fire = (): void => run(transport, el, action, elementData(el));
        const debounce = Number(el.getAttribute("lvt-mod:debounce"));
        const throttle = Number(el.getAttribute("lvt-mod:throttle"));
        clearTimeout(timers.get(el));
        if (debounce) {
          timers.set(el, setTimeout(fire, debounce));
        } else if (throttle) {
          const wait = (fired.get(el) ?? -Infinity) + throttle - performance.now();
          const now = (): void => {
            fired.set(el, performance.now());
            fire();
          };
          // The last event counts too.
          if (wait <= 0) now();
          else timers.set(el, setTimeout(now, wait));
        } else {
          fire();
        }
      },
      true,
    );
  }
};
