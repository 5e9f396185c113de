// `lvt-key`: which keys an event has to be of.
//
// A bare key is a shortcut only where nobody types and no modifier is held: Ctrl+N is the browser's, and an n in a
// field is an n. `ctrl+s` names its modifiers; several keys are parted by commas.

const NAMES: { [name: string]: string } = { space: " ", comma: "," };
const MODIFIERS = ["ctrl", "alt", "meta"] as const;
const TYPING = "input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset]),textarea,select";

export const isTyping = (target: EventTarget | null): boolean => {
  const el = target as HTMLElement | null;
  return !!el?.matches && (el.matches(TYPING) || el.isContentEditable);
};

/** Whether `event` is one that `keys` names, for the element `el`; `isGlobal` where it listens on the window. */
export const fits = (keys: string | null, event: KeyboardEvent, el: Element, isGlobal: boolean): boolean => {
  if (!keys) return true;
  // What fills fields by itself sends events of keys without a key; other events have none.
  if (event.key === undefined) return !event.type.startsWith("key");
  // Safari ends a composition before its last key, which has this number (UI Events, "keyCode").
  if (event.isComposing || event.keyCode === 229) return false;
  // AltGr, which makes characters, is Ctrl and Alt to some systems.
  const isGr = !!event.getModifierState?.("AltGraph");
  return keys.split(",").some((text) => {
    const one = text.trim();
    if (!one) return false;
    const parts = one.split("+");
    const key = parts.pop() || "+";
    const wanted = parts.filter(Boolean).map((part) => part.toLowerCase());
    const name = NAMES[key.toLowerCase()] ?? key;
    // The name of a key is one in any case; a character is one only where modifiers change its case.
    const isSame = name.toLowerCase() === event.key.toLowerCase() && (name.length > 1 || !!wanted.length);
    if (name !== event.key && !isSame) return false;
    if (wanted.includes("shift") && !event.shiftKey) return false;
    const either = wanted.includes("mod");
    if (either && !event.ctrlKey && !event.metaKey) return false;
    const fit = MODIFIERS.every(
      (modifier) =>
        (either && modifier !== "alt") ||
        (isGr && modifier !== "meta") ||
        event[`${modifier}Key`] === wanted.includes(modifier),
    );
    if (!fit) return false;
    const isBare = !wanted.length;
    if (!isBare || event.target === el || !isTyping(event.target)) return true;
    // What types nothing may be pressed in a field.
    return isGlobal ? /^(?:Escape|F\d+)$/.test(name) : name.length > 1;
  });
};
