// What the page tells of its connection, and the events of an action. Owns their names.

export type Status = "connected" | "connecting" | "offline";

let shown: Status | undefined;
let wanted: Status | undefined;
let isReady = false;

/** The page is `connected` once what is done to it is heard: when the parts of the script are here, too. */
export const ready = (): void => {
  isReady = true;
  if (wanted) setStatus(wanted);
};

/** Another page is here, whose parts may have yet to come. */
export const unready = (): void => {
  isReady = false;
};

export const setStatus = (status: Status): void => {
  wanted = status;
  if (status === "connected" && !isReady) return;
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

/** Runs what somebody else wrote: if it throws, that is told, and nothing else ends. */
export const guard = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    console.error("livetpl:", error);
  }
};
