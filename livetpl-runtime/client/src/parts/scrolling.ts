// `lvt-fx:scroll`: where an element is scrolled to when what is in it changes.

import { number, property } from "./styles";

const NAME = "lvt-fx:scroll";

/** Where its user has left an element, and whether that was at its end. */
type Place = { top: number; atEnd: boolean; set: number };

const places = new WeakMap<Element, Place>();

const end = (el: Element): number => el.scrollHeight - el.clientHeight;

const scroll = (el: Element, top: number): void => {
  const wanted = property(el, "--lvt-scroll-behavior");
  el.scrollTo({ top, behavior: wanted === "smooth" || wanted === "instant" ? wanted : "auto" });
};

const near = (el: Element): boolean => end(el) - el.scrollTop <= number(el, "--lvt-scroll-threshold", 100);

/** Somebody has scrolled `el`. */
export const keepPlace = (el: Element): void => {
  const place = places.get(el);
  // A browser that has less to show scrolls by itself; that is nobody's wish.
  if (place && el.scrollTop !== place.set) Object.assign(place, { top: el.scrollTop, atEnd: near(el), set: -1 });
};

/** What is in `el` has changed, or `el` has come. */
export const changed = (el: Element, isFirst: boolean): void => {
  const mode = el.getAttribute(NAME) || "bottom";
  const place = places.get(el) ?? { top: el.scrollTop, atEnd: true, set: -1 };
  places.set(el, place);
  switch (mode) {
    case "bottom":
      return scroll(el, end(el));
    case "bottom-sticky":
      if (place.atEnd) scroll(el, end(el));
      return;
    case "top":
      if (!isFirst) scroll(el, 0);
      return;
    case "preserve":
      if (!isFirst && el.scrollTop !== place.top) {
        el.scrollTop = place.top;
        place.set = el.scrollTop;
      }
  }
};
