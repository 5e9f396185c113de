// Says what the page itself doesn't: that an action was refused or failed, where no template shows the error, and that
// the server can't be had. `data-lvt-notice="off"` on `<html>` does without. Loaded with the first action, and loads what
// shows that one takes long.
//
// It is an element of its own name behind the page's content, and its style a stylesheet that any rule of the page's
// own comes before.

import type { Core, Part } from "../core";
import type { Failure } from "../frame";
import { dress } from "./sheet";

/** For how long a page may be without a connection before that is said. */
const PATIENCE_MS = 5_000;

const SLOW_MS = 400;

const STYLE = `
:where(lvt-notice) { position: fixed; inset: auto 1rem 1rem 1rem; margin-inline: auto; max-width: 30rem; width: fit-content;
  display: flex; gap: 1rem; align-items: start; padding: .75rem 1rem; border-radius: .5rem; z-index: 2147483647;
  color: #fff; background: var(--lvt-notice-color, #333); font: 1rem/1.4 system-ui, sans-serif; white-space: pre-line; }
:where(lvt-notice button) { all: unset; cursor: pointer; padding: 0 .25rem; }
:where(lvt-notice button:focus-visible) { outline: 2px solid; }`;

const root = (): HTMLElement => document.documentElement;
const isConnected = (): boolean => root().getAttribute("data-lvt-status") === "connected";

type Told = Failure & { action?: string; shown?: boolean };

/** What somebody reads who can do something about it. */
const textOf = ({ code, message, fields }: Told): string => {
  if (code === "disconnected") return "The connection was lost. Please try again.";
  return fields ? Object.values(fields).join("\n") : message;
};

export type Notice = (event: CustomEvent<Told | undefined>) => void;

export const part: Part<Notice> = (core: Core) => {
  const notice = document.createElement("lvt-notice");
  const text = document.createElement("span");
  const button = document.createElement("button");
  notice.setAttribute("role", "alert");
  button.type = "button";
  button.textContent = "✕";
  button.setAttribute("aria-label", "Dismiss");
  button.onclick = () => notice.remove();
  notice.append(text, button);
  dress(STYLE);

  let isOffline = false;
  const show = (what: string): void => {
    if (root().getAttribute("data-lvt-notice") === "off") return;
    // A reader of the screen says what is put into an alert that is there.
    root().append(notice);
    text.textContent = what;
  };

  const hear = (told: Told | undefined): void => {
    // Files say it beside their input.
    if (!told?.message || told.shown || told.action === "lvt:upload") return;
    isOffline = false;
    show(textOf(told));
  };
  document.addEventListener("lvt:success", () => notice.remove());

  // Most actions are answered before anybody wonders.
  let slow: ReturnType<typeof setTimeout> | undefined;
  const wonder = (): void => {
    slow ??= setTimeout(() => {
      if (core.pending()) void core.part("progress");
      else slow = undefined;
    }, SLOW_MS);
  };

  // By fetch a page goes on without a connection: it is away only where the server does not answer at all.
  const look = async (): Promise<void> => {
    const away = await fetch(core.script().src, { method: "HEAD", cache: "no-store" }).then(
      () => false,
      () => true,
    );
    if (isConnected()) return;
    if (away && !isOffline) show("The server can't be reached. Trying again…");
    else if (!away && isOffline) notice.remove();
    isOffline = away;
    later();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void (isConnected() || look()), PATIENCE_MS);
  };
  document.addEventListener("lvt:disconnected", later);
  document.addEventListener("lvt:connected", () => {
    clearTimeout(timer);
    if (isOffline) notice.remove();
    isOffline = false;
  });
  if (!isConnected()) later();

  // It is told by the core, which heard of them before this was loaded.
  return ({ type, detail }) => (type === "lvt:error" ? hear(detail) : wonder());
};
