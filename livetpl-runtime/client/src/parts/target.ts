// `data-lvt-target`: which element another one means. `#id`, or `closest:SELECTOR` among what is around it.

/** The element that `el` means; itself where it says nothing. */
export const targetOf = (el: Element): Element | null => {
  const target = el.getAttribute("data-lvt-target");
  if (!target) return el;
  return target.startsWith("closest:")
    ? el.closest(target.slice(8))
    : document.getElementById(target.replace(/^#/, ""));
};
