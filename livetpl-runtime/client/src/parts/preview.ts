// `lvt-upload-preview="3"`: an image, or whatever has a `src`, shows the file with this number, straight from the browser.

import type { Part } from "../core";

const NAME = "lvt-upload-preview";

/** Begins, with the files that are on their way by their numbers. */
export type Preview = (fileOf: (id: number) => File | undefined) => void;

export const part: Part<Preview> = (core) => (fileOf) => {
  const shown = new Map<Element, [id: string | null, url: string]>();
  const hide = (el: Element): void => {
    const before = shown.get(el);
    if (before) URL.revokeObjectURL(before[1]);
    shown.delete(el);
  };
  const show = (el: Element): void => {
    const id = el.getAttribute(NAME);
    if (shown.get(el)?.[0] === id) return;
    hide(el);
    const file = fileOf(Number(id));
    if (!file) return;
    const url = URL.createObjectURL(file);
    shown.set(el, [id, url]);
    (el as HTMLImageElement).src = url;
  };
  core.follow({ selector: `[${NAME}]`, came: show, changed: show, went: hide });
};
