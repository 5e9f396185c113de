// `lvt-key`: which keys an event has to be of.
//
// A bare key is a shortcut only where nobody types and no modifier is held: Ctrl+N is the browser's, and an n in a
// field is an n. `ctrl+s` names its modifiers; several keys are parted by commas.

const MODIFIERS = ["ctrl", "alt", "meta"] as const;
const TYPING = "input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset]),textarea,select";

export const isTyping = (target: EventTarget | null): boolean => {
  const el = target as HTMLElement | null;
  return !!el?.matches && (el.matches(TYPING) || el.isContentEditable);
};

/** Whether `event` is one that `keys` names, for the element `el`; `isGlobal` where it listens on the window. */
export const fits = (keys: string | null, event: KeyboardEvent, el: Element, isGlobal: boolean): boolean => {
  if (!keys || event.key === undefined) return true;
  if (event.isComposing) return false;
  return keys.split(",").some((one) => {
    const parts = one.trim().split("+");
    const key = parts.pop() || "+";
    const wanted = parts.map((part) => part.toLowerCase());
    const name = key.toLowerCase() === "space" ? " " : key;
    if (name !== event.key && !(wanted.length && name.toLowerCase() === event.key.toLowerCase())) return false;
    if (wanted.includes("shift") && !event.shiftKey) return false;
    const either = wanted.includes("mod");
    if (either && !event.ctrlKey && !event.metaKey) return false;
    const fit = MODIFIERS.every(
      (modifier) => (either && modifier !== "alt") || event[`${modifier}Key`] === wanted.includes(modifier),
    );
    if (!fit) return false;
    const isBare = !wanted.length;
    if (!isBare || event.target === el || !isTyping(event.target)) return true;
    // What types nothing may be pressed in a field.
    return isGlobal ? /^(?:Escape|F\d+)$/.test(name) : name.length > 1;
  });
};
