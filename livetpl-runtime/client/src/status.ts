// What the page tells of its connection, and the events of an action. Owns their names.

export type Status = "connected" | "connecting" | "offline";

let shown: Status | undefined;

export const setStatus = (status: Status): void => {
  if (status === shown) return;
  document.documentElement.setAttribute("data-lvt-status", status);
  if (status === "connected") emit(document, "connected");
  else if (shown === "connected") emit(document, "disconnected");
  shown = status;
};

/** Dispatches `lvt:NAME`; what a listener throws is its own affair. */
export const emit = (target: EventTarget, name: string, detail?: unknown): void => {
  target.dispatchEvent(new CustomEvent(`lvt:${name}`, { bubbles: true, detail }));
};
