// Which action a form, button or element means, and with what payload. Owns the names in HTML.

import type { Data } from "./frame";

export type Submitter = HTMLButtonElement | HTMLInputElement;

/** Whether a submission is an action of this page; all others are the browser's. */
export const isOurs = (form: HTMLFormElement, submitter: Submitter | null): boolean =>
  !form.hasAttribute("lvt-form:no-intercept") &&
  !form.hasAttribute("action") &&
  !form.hasAttribute("target") &&
  !/^(?:get|dialog)$/i.test(form.getAttribute("method") ?? "") &&
  !submitter?.hasAttribute("formaction") &&
  !submitter?.hasAttribute("formtarget") &&
  !/^(?:get|dialog)$/i.test(submitter?.getAttribute("formmethod") ?? "");

export const formAction = (form: HTMLFormElement, submitter: Submitter | null): string =>
  form.getAttribute("lvt-form:action") || submitter?.getAttribute("name") || form.getAttribute("name") || "submit";

/** What a form sends, as typed; repeated names are lists. */
export const formData = (form: HTMLFormElement, submitter: Submitter | null): Data => {
  // A field may be called `constructor`.
  const data: Data = Object.create(null);
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const before = data[name];
    data[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return { ...(submitter && buttonData(submitter)), ...data };
};

export const buttonData = (button: Submitter): Data => {
  const data: Data = {};
  for (const { name, value } of button.attributes) {
    if (/^data-(?!lvt)/.test(name)) data[name.slice(5).replace(/-/g, "_")] = value;
  }
  if (button.value && button.hasAttribute("value")) data["value"] = button.value;
  return data;
};
