// What people have typed, ticked and chosen, across a reload or a page that is built anew: kept before it, and put back
// behind it.
//
// A field is known by its name and where it stands, never by its place among others; where two are alike, neither is
// filled. Nothing is kept that nobody has changed, and nothing put into a page of another user.

import type { Core, Part } from "../core";
import { type Submitter, formAction } from "../payload";
import { TYPED, storage } from "../reload";
import { type Field, isBox, isChanged, isSelect } from "./changed";

/** A box's tick, a text, or the values of the chosen options. */
type Value = boolean | string | string[];
type Values = [field: string, value: Value][];
type Kept = [user: string, typed: Values];

const FIELDS = `${["password", "file", "hidden", "submit", "button", "image", "reset"].reduce(
  (all, type) => `${all}:not([type=${type}])`,
  "input",
)},textarea,select`;

/** What tells a field from others, in this build and the next. */
const nameOf = (field: Field): string => {
  const { form } = field;
  const key = field.closest("[data-key]")?.getAttribute("data-key");
  // Forms in rows without a key are told apart by what they send along.
  const along = form?.querySelector<HTMLInputElement>("[type=hidden]:not([name=lvt-form])")?.value;
  const action = form && formAction(form, form.querySelector<Submitter>("button,[type=submit]"));
  return JSON.stringify([field.id, field.name, field.type, isBox(field) && field.value, key, along, action]);
};

/** The fields that can be told apart, by what tells them apart. */
const fields = (): Map<string, Field | null> => {
  const all = new Map<string, Field | null>();
  for (const field of document.querySelectorAll<Field>(FIELDS)) {
    const name = nameOf(field);
    all.set(name, all.has(name) ? null : field);
  }
  return all;
};

const valueOf = (field: Field): Value =>
  isBox(field)
    ? field.checked
    : isSelect(field)
      ? [...field.selectedOptions].map((option) => option.value)
      : field.value;

/** Whether the field can show `value`; then it does. */
const set = (field: Field, value: Value): boolean => {
  if (isBox(field)) field.checked = value === true;
  else if (isSelect(field)) {
    const all = [...field.options];
    const chosen = value as string[];
    if (!chosen.every((one) => all.some((option) => option.value === one))) return false;
    for (const option of all) option.selected = chosen.includes(option.value);
  } else field.value = String(value);
  return true;
};

export type Typed = {
  /** Keeps what was typed, for the page that is loaded next. */
  keep: () => void;
  /** Runs what makes all fields anew: what was typed stays, and who was typing goes on. */
  across: (build: () => void) => void;
};

export const part: Part<Typed> = (core: Core) => {
  const user = (): string => core.script().dataset["lvtUser"] ?? "";

  // What a controller with `change` heard it says itself; it may have lost it by then.
  const touched = new Set<EventTarget | null>();
  document.addEventListener("input", (event) => touched.add(event.target));
  document.addEventListener("reset", (event) =>
    touched.forEach((field) => (field as Field).form === event.target && touched.delete(field)),
  );

  const typed = (): Values =>
    [...fields()].flatMap(([name, field]): Values =>
      field && (touched.has(field) || isChanged(field)) ? [[name, valueOf(field)]] : [],
    );

  const restore = (values: Values): void => {
    const all = fields();
    for (const [name, value] of values) {
      const field = all.get(name);
      // What is typed already is newer.
      if (!field || isChanged(field) || JSON.stringify(valueOf(field)) === JSON.stringify(value)) continue;
      // The server hears of it where it hears of typing.
      if (set(field, value)) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  // What was typed before this was here.
  fields().forEach((field) => field && isChanged(field) && touched.add(field));
  core.guard(() => {
    const text = storage()?.getItem(TYPED);
    storage()?.removeItem(TYPED);
    const [whose, values] = JSON.parse(text ?? "[]") as Partial<Kept>;
    if (values && whose === user()) restore(values);
  });

  return {
    // A page that can't be kept is loaded all the same.
    keep: () => core.guard(() => storage()?.setItem(TYPED, JSON.stringify([user(), typed()] satisfies Kept))),
    across: (build) => {
      const values = typed();
      const active = document.activeElement as HTMLInputElement | null;
      const name = active?.matches(FIELDS) ? nameOf(active) : undefined;
      // Some fields have no caret.
      const caret = [active?.selectionStart, active?.selectionEnd] as const;
      build();
      core.guard(() => restore(values));
      const now = name && (fields().get(name) as HTMLInputElement | null | undefined);
      if (!now) return;
      now.focus({ preventScroll: true });
      if (typeof caret[0] === "number") now.setSelectionRange(...(caret as [number, number]));
    },
  };
};
