// The payload of an element that is no form's button: its `lvt-data-*`, and what it holds if it is a field or a form.

import type { Core } from "../core";
import type { Data } from "../frame";

const PREFIX = "lvt-data-";

/** The `lvt-data-*` of an element, by the names that a payload has. */
export const ownData = (el: Element): Data => {
  const data: Data = {};
  // A form's own `attributes` may be hidden by a field of that name.
  for (const name of el.getAttributeNames()) {
    if (name.startsWith(PREFIX)) data[name.slice(PREFIX.length).replace(/-/g, "_")] = el.getAttribute(name) ?? "";
  }
  return data;
};

export const elementData = (core: Core, el: Element): Data => {
  if (el.localName === "form") return { ...core.formData(el as HTMLFormElement, null), ...ownData(el) };
  const data = ownData(el);
  if (el.matches("input, select, textarea")) {
    const field = el as HTMLInputElement;
    data["value"] = /^(?:checkbox|radio)$/.test(field.type) && !field.checked ? "" : field.value;
    if (field.type === "checkbox") data["checked"] = field.checked;
  }
  return data;
};
