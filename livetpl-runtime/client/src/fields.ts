// What people fill in: fields, boxes, choices. Owns when the server's value replaces theirs.
//
// Here an attribute is only the default of a property that a person changes. A property follows when the server's own
// value changes, except under somebody's fingers.

const TYPED = /^(?:text|search|url|tel|email|password|number|date|time|datetime-local|month|week|)$/;

/** What a person is typing into stays as it is, unless the server insists. */
const isHeld = (el: Element): boolean =>
  el === el.ownerDocument.activeElement &&
  !el.hasAttribute("data-lvt-force-update") &&
  (el.localName === "textarea" || (el.localName === "input" && TYPED.test((el as HTMLInputElement).type)));

/** Attributes that only set a default have to be set as properties too, as a fresh page would show them. */
export const setField = (el: Element, name: string, value: string | null): void => {
  switch (`${el.localName} ${name}`) {
    case "input value": {
      const input = el as HTMLInputElement;
      if (!isHeld(el) && input.type !== "file" && input.value !== (value ?? "")) input.value = value ?? "";
      break;
    }
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

/** A `<textarea>`'s text has changed. */
export const setArea = (area: HTMLTextAreaElement): void => {
  if (!isHeld(area) && area.value !== area.defaultValue) area.value = area.defaultValue;
};

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
  const before = defaultOf(select);
  change();
  const now = defaultOf(select);
  const kept = now === before && chosen && select.contains(chosen) ? chosen : now;
  if (kept && !kept.selected) kept.selected = true;
};
