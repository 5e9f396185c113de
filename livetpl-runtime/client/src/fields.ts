// What people fill in: fields, boxes, choices. Owns when the server's value replaces theirs.
//
// Here an attribute is only the default of a property that a person changes. A property follows when the server's own
// value changes, except under somebody's fingers.

type Typed = HTMLInputElement | HTMLTextAreaElement;

const TYPED = /^(?:text|search|url|tel|email|password|number|date|time|datetime-local|month|week|)$/;

/** What a person is typing into, or pulls at, stays as it is, unless the server insists. */
const isHeld = (field: Typed): boolean =>
  !field.hasAttribute("data-lvt-force-update") &&
  (field.localName === "textarea" || TYPED.test(field.type)
    ? field === field.ownerDocument.activeElement
    : /^(?:range|color)$/.test(field.type) && field.matches(":active"));

/** Fields that could not show the server's value, as one above their maximum, with what they show instead. */
const bounded = new WeakMap<Element, string>();

/** A field's default has changed, which was `before`. One that somebody is in follows when it is left as it was. */
const follow = (field: Typed, before: string): void => {
  const was = field.value;
  const set = (): void => {
    const wanted = field.defaultValue;
    if (field.value !== wanted) field.value = wanted;
    if (field.value !== wanted) bounded.set(field, field.value);
  };
  if (!isHeld(field)) set();
  else if (was === before) field.addEventListener("blur", () => field.value === was && set(), { once: true });
};

/** Attributes that only set a default have to be set as properties too, as a fresh page would show them. */
export const setField = (el: Element, name: string, value: string | null, before?: string | null): void => {
  switch (`${el.localName} ${name}`) {
    case "input value":
      if ((el as HTMLInputElement).type !== "file") follow(el as HTMLInputElement, before ?? "");
      break;
    case "input max":
    case "input min":
    case "input step":
    case "input type":
      if (bounded.get(el) === (el as HTMLInputElement).value) follow(el as HTMLInputElement, "");
      break;
    case "input checked":
      (el as HTMLInputElement).checked = value !== null;
      break;
    case "option selected":
      (el as HTMLOptionElement).selected = value !== null;
      break;
    case "audio muted":
    case "video muted":
      (el as HTMLMediaElement).muted = value !== null;
  }
};

/** A `<textarea>`'s text has changed, which was `before`. */
export const setArea = follow as (area: HTMLTextAreaElement, before: string) => void;

/** The option that a fresh page would have chosen, where it says so. */
const defaultOf = (select: HTMLSelectElement): HTMLOptionElement | undefined =>
  [...select.options].filter((option) => option.defaultSelected).pop();

/** Changes the options at `place`. What was chosen stays chosen, unless the server chooses another or takes it away. */
export const keepChoice = (place: Node, change: () => void): void => {
  const parent = place.parentNode as Element | null;
  const inSelect = parent?.localName === "select" || parent?.localName === "optgroup";
  const select = inSelect ? parent.closest("select") : null;
  if (!select || select.multiple) return change();
  const chosen = select.selectedOptions[0];
  const value = chosen?.value;
  const before = defaultOf(select);
  change();
  const now = defaultOf(select);
  const all = [...select.options];
  // An option may have become another one: what it means is its value.
  const same = [chosen, ...all].find((one) => one && one.value === value && all.includes(one));
  const kept = now === before && same ? same : (now ?? (chosen && all.find((one) => !one.disabled)));
  if (kept && !kept.selected) kept.selected = true;
};
