// Drag and drop: what is dragged onto an element arrives as payload of its `lvt-on:drop`.
//
// The dragged element's `lvt-data-*` are the payload, and its `data-key` as `dragged`; the element that it is dropped on
// adds its own `data-key` as `onto`, and its `lvt-data-*` count before the dragged element's.

import type { Data } from "../frame";
import { ownData } from "./data";

let dragged: Element | null = null;

/** What is dragged; an element that the server has taken away meanwhile never hears that its drag ended. */
const current = (): Element | null => (dragged?.isConnected ? dragged : null);

/** Notes what is dragged, and lets it be dropped where something waits for it. */
export const watchDrags = (): void => {
  document.addEventListener(
    "dragstart",
    (event) => {
      dragged = (event.target as Element).closest?.("[draggable=true]") ?? null;
      // Some browsers drag nothing that has no data.
      if (dragged) event.dataTransfer?.setData("text/plain", dragged.getAttribute("data-key") ?? "");
      // Before any that waits for this event.
    },
    true,
  );
  document.addEventListener("dragend", () => (dragged = null));
  document.addEventListener("dragover", (event) => {
    if (current() && (event.target as Element).closest?.("[lvt-on\\:drop]")) event.preventDefault();
  });
};

/** What a drag event says beyond its own element's data. */
export const dragData = (event: Event, el: Element): Data => {
  const source = current();
  if (!/^(?:drag|drop)/.test(event.type) || !source) return {};
  // Files and links that are dropped would replace the page.
  if (event.type === "drop") event.preventDefault();
  const data = ownData(source);
  const [from, onto] = [source, el].map((one) => one.getAttribute("data-key"));
  if (from != null) data["dragged"] = from;
  if (onto != null) data["onto"] = onto;
  return data;
};
