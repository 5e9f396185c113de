// `lvt-scroll-sentinel="action"`: an action when somebody scrolls to it, one at a time.
// `lvt-scroll-away="bottom"`: an element that has the class `visible` while what it means is scrolled away from there.

import type { Core, Part } from "../core";
import { elementData } from "./data";
import { number } from "./styles";
import { targetOf } from "./target";

const MARGIN = "200px";

const sentinels = (core: Core): void => {
  const waiting = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || waiting.has(target)) continue;
        waiting.add(target);
        const before = core.seq();
        const action = target.getAttribute("lvt-scroll-sentinel") || "load_more";
        core.run(target, action, elementData(core, target), (error) => {
          waiting.delete(target);
          // What it has brought may not fill the window. Where it has brought nothing, asking again would not either.
          if (!error && core.seq() !== before) again(target);
        });
      }
    },
    { rootMargin: MARGIN },
  );
  const again = (el: Element): void => {
    observer.unobserve(el);
    if (shown.has(el)) observer.observe(el);
  };
  const shown: Set<Element> = core.follow({
    selector: "[lvt-scroll-sentinel]",
    came: (el) => observer.observe(el),
    went: (el) => observer.unobserve(el),
  });
  // What was asked for when the connection was lost is asked for again.
  document.addEventListener("lvt:connected", () => shown.forEach(again));
};

const away = (core: Core): void => {
  let isDue = false;
  const show = (el: Element): void => {
    const target = targetOf(el);
    const box = target && target !== el ? target : document.scrollingElement;
    if (!box) return;
    const toTop = box.scrollTop;
    const distance = el.getAttribute("lvt-scroll-away") === "top" ? toTop : box.scrollHeight - box.clientHeight - toTop;
    const isAway = distance > number(el, "--lvt-scroll-threshold", 200);
    el.classList.toggle("visible", isAway);
    if (!el.classList.length) el.removeAttribute("class");
  };
  const look = (): void => {
    if (isDue || !shown.size) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      shown.forEach((el) => core.guard(() => show(el)));
    });
  };
  const shown = core.follow({ selector: "[lvt-scroll-away]", after: () => look() });
  look();
  document.addEventListener("scroll", look, { capture: true, passive: true });
};

export const part: Part = (core) => {
  const begin: { [name: string]: (core: Core) => void } = { "lvt-scroll-sentinel": sentinels, "lvt-scroll-away": away };
  return (names) => names.forEach((name) => begin[name]?.(core));
};
