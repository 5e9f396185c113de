// `lvt-form:disable-with="Saving…"`: a button that is disabled, with another text, while its form's action runs.
//
// The button's own nodes wait outside of the page meanwhile and come back as they are: the server may change them there.

import type { Core, Part } from "../core";

const NAME = "lvt-form:disable-with";

type Button = HTMLButtonElement | HTMLInputElement;
type Busy = { runs: number; end: () => void };

const busy = new WeakMap<Element, Busy>();

/** A field called `elements` hides the form's own. */
const elementsOf = (form: HTMLFormElement): HTMLFormControlsCollection =>
  Reflect.get(HTMLFormElement.prototype, "elements", form);

const buttonsOf = (target: Element): Button[] => {
  const form = target as HTMLFormElement;
  const all = target.localName === "form" ? [...elementsOf(form)] : [target];
  const isOfForm = target.localName === "form" && form.hasAttribute(NAME);
  return all.filter((el): el is Button => el.hasAttribute(NAME) || (isOfForm && (el as Button).type === "submit"));
};

const begin = (core: Core, button: Button, text: string): (() => void) => {
  const hadFocus = document.activeElement === button;
  const free = core.hold(button, "disabled", "");
  // Firefox would disable it again where the page is loaded meanwhile.
  const forget = core.hold(button, "autocomplete", "off");
  let show = (): void => {};
  if (text && button.localName === "input") show = core.hold(button, "value", text);
  else if (text) {
    const kept = document.createDocumentFragment();
    kept.append(...button.childNodes);
    button.textContent = text;
    show = () => button.replaceChildren(kept);
  }
  return () => {
    free();
    forget();
    show();
    // A disabled button loses the focus, which its user gave to nothing else.
    if (hadFocus && !button.disabled && document.activeElement === document.body) button.focus();
  };
};

export const part: Part = (core) => {
  const runs = new Map<number, Button[]>();
  document.addEventListener("lvt:pending", (event) => {
    const { run } = (event as CustomEvent<{ run: number }>).detail;
    const target = event.target as Element;
    const buttons = target.localName ? buttonsOf(target) : [];
    for (const button of buttons) {
      const one = busy.get(button);
      if (one) one.runs++;
      else {
        const text = button.getAttribute(NAME) ?? target.getAttribute(NAME) ?? "";
        busy.set(button, { runs: 1, end: begin(core, button, text) });
      }
    }
    if (buttons.length) runs.set(run, buttons);
  });
  document.addEventListener("lvt:done", (event) => {
    const { run } = (event as CustomEvent<{ run: number }>).detail;
    for (const button of runs.get(run) ?? []) {
      const one = busy.get(button);
      if (!one || --one.runs) continue;
      busy.delete(button);
      core.guard(one.end);
    }
    runs.delete(run);
  });
};
