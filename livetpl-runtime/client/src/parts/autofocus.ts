// `autofocus` on what a frame brings: browsers heed it once, while a page loads, and no more.
//
// An element gets the focus when it comes, or when the server gives it the attribute; the first one of a frame. It takes
// the focus from nobody who is typing.

import type { Part } from "../core";
import { isTyping } from "./keys";

export const part: Part = (core) => {
  let wanted: HTMLElement | undefined;
  // What the page had when it was loaded is the browser's affair.
  let hasBegun = false;
  core.follow({
    selector: "[autofocus]",
    came: (el) => {
      if (hasBegun) wanted ??= el as HTMLElement;
    },
    after: () => {
      if (!isTyping(document.activeElement)) wanted?.focus();
      wanted = undefined;
    },
  });
  hasBegun = true;
};
