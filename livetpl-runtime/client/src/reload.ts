// A page from before a deploy loads once more, and keeps what was typed.

const KEY = "lvt-typed";
const TRIED = "lvt-reloaded";

type Typed = [index: number, value: string, checked: boolean][];
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const fields = (): Field[] => [
  ...document.querySelectorAll<Field>("input:not([type=password], [type=file]), textarea, select"),
];

export const reload = (planHash: string): void => {
  // One plan is left behind once: a server that keeps saying so is not obeyed for ever.
  if (sessionStorage.getItem(TRIED) === planHash) return;
  const typed: Typed = fields().map((field, i) => [i, field.value, (field as HTMLInputElement).checked ?? false]);
  sessionStorage.setItem(KEY, JSON.stringify(typed));
  sessionStorage.setItem(TRIED, planHash);
  location.reload();
};

export const restore = (): void => {
  const text = sessionStorage.getItem(KEY);
  if (!text) return;
  sessionStorage.removeItem(KEY);
  const all = fields();
  for (const [i, value, checked] of JSON.parse(text) as Typed) {
    const field = all[i];
    if (!field) continue;
    field.value = value;
    if ("checked" in field) field.checked = checked;
  }
};
