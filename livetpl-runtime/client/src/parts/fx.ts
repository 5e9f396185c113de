// `lvt-fx:scroll`, `lvt-fx:highlight`, `lvt-fx:animate`: what is seen when the server changes an element.

import type { Part } from "../core";
import { animate, highlight } from "./motion";
import { changed, keepPlace } from "./scrolling";

export const part: Part = (core) => {
  core.follow({
    selector: "[lvt-fx\\:scroll]",
    came: (el) => changed(el, true),
    changed: (el) => changed(el, false),
  });
  document.addEventListener("scroll", (event) => keepPlace(event.target as Element), { capture: true, passive: true });
  core.follow({ selector: "[lvt-fx\\:highlight]", changed: highlight });
  // Entrance only: what the page had at first, and what merely changes or moves, stands still.
  core.follow({ selector: "[lvt-fx\\:animate]", came: (el, isNew) => isNew && animate(el) });
};
