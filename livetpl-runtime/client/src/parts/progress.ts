// The thin bar at the top of the window while an action takes long. `data-lvt-progress="off"` on `<html>` does without.
//
// It is an element of its own name behind the page's content, and its style a stylesheet that any rule of the page's
// own comes before.

import type { Core, Part } from "../core";
import { dress } from "./sheet";

const DELAY_MS = 400;

const STYLE = `
:where(lvt-progress) { position: fixed; inset: 0 0 auto 0; height: 3px; z-index: 2147483647; pointer-events: none;
  background: var(--lvt-progress-color, #29d); transform-origin: 0 0; animation: lvt-progress 20s cubic-bezier(0, .8, .2, 1) both; }
@keyframes lvt-progress { from { transform: scaleX(0) } to { transform: scaleX(.95) } }`;

const isOff = (): boolean => document.documentElement.getAttribute("data-lvt-progress") === "off";

export const part: Part = (core: Core) => {
  const bar = document.createElement("lvt-progress");
  bar.setAttribute("role", "progressbar");
  bar.setAttribute("aria-label", "Loading");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    if (core.pending() && !isOff()) document.documentElement.append(bar);
  };
  dress(STYLE);
  document.addEventListener("lvt:pending", () => {
    timer ??= setTimeout(show, DELAY_MS);
  });
  document.addEventListener("lvt:done", () => {
    if (core.pending()) return;
    clearTimeout(timer);
    timer = undefined;
    bar.remove();
  });
  // It was loaded because something takes long.
  show();
};
