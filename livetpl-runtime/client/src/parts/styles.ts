// What a stylesheet says to the script: custom properties such as `--lvt-scroll-threshold: 100px`.

export const property = (el: Element, name: string): string => getComputedStyle(el).getPropertyValue(name).trim();

/** A length in pixels, or a time in milliseconds (`0.3s` is 300). */
export const number = (el: Element, name: string, fallback: number): number => {
  const text = property(el, name);
  const value = parseFloat(text);
  if (Number.isNaN(value)) return fallback;
  return /\ds$/.test(text) ? value * 1000 : value;
};

export const isStill = (): boolean => globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
