// `lvt-fx:highlight` and `lvt-fx:animate`: animations by the browser's own interface, which leave no style behind.

import { isStill, number, property } from "./styles";

const ENTRANCES: { [name: string]: Keyframe } = {
  fade: {},
  slide: { transform: "translateY(-0.75rem)" },
  scale: { transform: "scale(0.9)" },
};

const running = new WeakMap<Element, Animation>();

/** A field called `animate` hides its form's own method. */
const play = (el: Element, from: Keyframe, duration: number): Animation =>
  Element.prototype.animate.call(el, [from, {}], { duration, easing: "ease-out" });

/** Flashes the background of `el`. */
export const highlight = (el: Element): void => {
  running.get(el)?.cancel();
  const backgroundColor = property(el, "--lvt-highlight-color") || "#ffe58a";
  const duration = number(el, "--lvt-highlight-duration", 600);
  running.set(el, play(el, { backgroundColor }, duration));
};

/** Lets `el` come in. */
export const animate = (el: Element): void => {
  const from = ENTRANCES[el.getAttribute("lvt-fx:animate") || "fade"];
  if (!from || isStill()) return;
  const duration = number(el, "--lvt-animate-duration", 300);
  play(el, { opacity: 0, ...from }, duration);
};
