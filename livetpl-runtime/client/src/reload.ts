// A page from before a deploy, or of another user, loads once more, and keeps what was typed.

const KEY = "lvt-typed";
const TRIED = "lvt-reloaded";

type Typed = [index: number, value: string, checked: boolean][];
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fields = (): Field[] => [
  ...document.querySelectorAll<Field>("input:not([type=password], [type=file], [type=hidden]), textarea, select"),
];

export const reload = (planHash: string): void => {
  // One plan is left behind once: a server that keeps saying so is not obeyed for ever.
  // Without storage nobody would know.
  const kept = storage();
  if (!kept || kept.getItem(TRIED) === planHash) return;
  const typed: Typed = fields().map((field, i) => [i, field.value, (field as HTMLInputElement).checked ?? false]);
  kept.setItem(KEY, JSON.stringify(typed));
  kept.setItem(TRIED, planHash);
  location.reload();
};

/** The page has joined: should it be left behind again, it loads again. */
export const settled = (): void => storage()?.removeItem(TRIED);

/** What is kept for this tab; nothing where the browser keeps nothing for this site. */
const storage = (): Storage | null => {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
};

export const restore = (): void => {
  const kept = storage();
  const text = kept?.getItem(KEY);
  if (!text) return;
  kept?.removeItem(KEY);
  const all = fields();
  for (const [i, value, checked] of JSON.parse(text) as Typed) {
    const field = all[i];
    if (!field) continue;
    field.value = value;
    if ("checked" in field) field.checked = checked;
  }
};
