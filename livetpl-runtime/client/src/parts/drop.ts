// Files that are dropped onto the label of an input with `lvt-upload`, or onto an element with `lvt-upload-drop`, are
// selected in that input.

import type { Part } from "../core";

const inputOf = (event: DragEvent): HTMLInputElement | null => {
  if (!event.dataTransfer?.types.includes("Files")) return null;
  const zone = (event.target as Element).closest?.("label, [lvt-upload-drop], [lvt-upload]");
  const own = zone?.matches("[lvt-upload]") ? zone : (zone as HTMLLabelElement | null | undefined)?.control;
  const input = own ?? zone?.querySelector("[lvt-upload]");
  return input?.matches("[lvt-upload]:enabled") ? (input as HTMLInputElement) : null;
};

export const part: Part = () => {
  document.addEventListener("dragover", (event) => inputOf(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    const input = inputOf(event);
    if (!input) return;
    // Otherwise the browser would leave the page for the file.
    event.preventDefault();
    const files = new DataTransfer();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) files.items.add(file);
    if (!files.files.length) return;
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
};
