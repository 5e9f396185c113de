// What `lvt-el:METHOD` does to an element: classes, attributes, a form's fields. Owns the methods and what they refuse.

/** Attributes that could run what they hold, or take the page elsewhere. */
const REFUSED = /^on|^(?:srcdoc|style|href|xlink:href|src|action|formaction|data)$/;

const allowed = (name: string): boolean => {
  if (!REFUSED.test(name)) return true;
  console.error(`livetpl: \`${name}\` can't be set by \`lvt-el:\`; set a class or \`data-…\``);
  return false;
};

const words = (value: string): string[] => value.split(/\s+/).filter(Boolean);

/** An element without classes has no `class=""`. */
const tidy = (el: Element): void => {
  if (!el.classList.length) el.removeAttribute("class");
};

export type Set = (el: Element, name: string, value: string | null) => void;

/** By name as the DOM has it, in lower case. `set` sets what people see of an attribute, too. */
export const METHODS: { [name: string]: (el: Element, value: string, set: Set) => void } = {
  addclass: (el, value) => el.classList.add(...words(value)),
  removeclass: (el, value) => {
    el.classList.remove(...words(value));
    tidy(el);
  },
  toggleclass: (el, value) => {
    words(value).forEach((name) => el.classList.toggle(name));
    tidy(el);
  },
  setattr: (el, value, set) => {
    const at = value.indexOf(":");
    const name = (at < 0 ? value : value.slice(0, at)).trim().toLowerCase();
    if (name && allowed(name)) set(el, name, at < 0 ? "" : value.slice(at + 1));
  },
  toggleattr: (el, value, set) => {
    const name = value.trim().toLowerCase();
    if (name && allowed(name)) set(el, name, el.hasAttribute(name) ? null : "");
  },
  // A field called `reset` hides the form's own method.
  reset: (el) => {
    const form = el.closest("form");
    if (form) HTMLFormElement.prototype.reset.call(form);
  },
};
