// What some browsers lack: `command`/`commandfor`, and `<dialog>`. Loaded only there.
//
// Source: the HTML standard, "Invoker commands" and "The dialog element".

import type { Part } from "../core";

type Dialog = HTMLDialogElement & { showPopover?: () => void };

const COMMANDS: { [name: string]: (target: Dialog) => void } = {
  "show-modal": (target) => target.open || target.showModal(),
  close: (target) => target.open && target.close(),
  "request-close": (target) => {
    if (target.open && target.dispatchEvent(new Event("cancel", { cancelable: true }))) target.close();
  },
  "show-popover": (target) => target.showPopover?.(),
  "hide-popover": (target) => target.hidePopover?.(),
  "toggle-popover": (target) => target.togglePopover?.(),
};

const command = (event: Event): void => {
  const button = (event.target as Element).closest?.<HTMLButtonElement>("button[commandfor]");
  if (!button || button.disabled || event.defaultPrevented) return;
  const target = document.getElementById(button.getAttribute("commandfor") ?? "");
  const name = button.getAttribute("command") ?? "";
  if (!target) return;
  // Such a button submits nothing.
  event.preventDefault();
  const told = Object.assign(new Event("command", { cancelable: true }), { command: name, source: button });
  if (target.dispatchEvent(told)) COMMANDS[name]?.(target as Dialog);
};

/** A `<dialog>` for browsers that know none: not in a top layer, but it opens, closes and tells so. */
const dialogs = (core: Parameters<Part>[0]): void => {
  const shut = (dialog: Element, value?: string): void => {
    if (!dialog.hasAttribute("open")) return;
    dialog.removeAttribute("open");
    if (value !== undefined) (dialog as Dialog).returnValue = value;
    dialog.dispatchEvent(new Event("close"));
  };
  core.follow({
    selector: "dialog",
    came: (el) => {
      const show = (isModal: boolean) => (): void => {
        el.setAttribute("open", "");
        if (isModal) el.setAttribute("aria-modal", "true");
        el.querySelector<HTMLElement>("[autofocus],input,button,select,textarea,a[href]")?.focus();
      };
      Object.assign(el, { show: show(false), showModal: show(true), close: (value?: string) => shut(el, value) });
      Object.defineProperty(el, "open", { get: () => el.hasAttribute("open"), configurable: true });
    },
  });
  document.addEventListener("keydown", (event) => {
    const top = [...document.querySelectorAll("dialog[open][aria-modal]")].pop();
    if (event.key === "Escape" && top?.dispatchEvent(new Event("cancel", { cancelable: true }))) shut(top);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const dialog = form.closest("dialog");
    if (!dialog || form.getAttribute("method")?.toLowerCase() !== "dialog") return;
    event.preventDefault();
    shut(dialog, (event.submitter as HTMLButtonElement | null)?.value);
  });
};

export const part: Part = (core) => {
  if (!("HTMLDialogElement" in globalThis && "showModal" in HTMLDialogElement.prototype)) dialogs(core);
  if (!("commandForElement" in HTMLButtonElement.prototype)) document.addEventListener("click", command);
};
