// The WebSocket: joins, beats, and comes back for ever. Owns when to try again, and nothing of what is said.

import type { Frame } from "./frame";

/** The page is left: nobody comes back to it, or not for long. */
const LEFT = 4000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

export type Handlers = {
  /** The first message of every connection, once it can be said. */
  join: () => Promise<unknown>;
  joined: (frame: Frame) => void;
  frame: (frame: Frame) => void;
  /** The connection is gone, or was not made. */
  lost: () => void;
  /** The server ended the page: who this browser is may have changed. */
  ended: () => void;
  /** Another script has the page, as in a tab that was copied. */
  taken: () => void;
};

/** The close code of a page that was ended. */
const ENDED = 4401;
/** The close code of a page that another socket has. */
const TAKEN = 4409;

const isSeen = (): boolean => document.visibilityState === "visible";

export class Socket {
  #ws: WebSocket | null = null;
  #isOpen = false;
  #isJoined = false;
  #failures = 0;
  /** Beats since anything was heard. What counts is questions without an answer, and no time: a hidden tab's beats are a
   *  minute apart. */
  #silent = 0;
  /** When the last beat was, or the tab was shown or hidden. */
  #beaten = Date.now();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: () => string,
    private readonly on: Handlers,
    private readonly beatMs: number,
  ) {
    // Listeners for as long as the page lives: connecting again adds none.
    setInterval(() => this.#beat(), beatMs);
    const now = (): void => {
      if (!this.#ws) this.connect();
    };
    addEventListener("online", now);
    addEventListener("pageshow", now);
    document.addEventListener("visibilitychange", () => {
      this.#beaten = Date.now();
      if (isSeen()) now();
    });
    addEventListener("pagehide", () => this.#ws?.close(LEFT));
  }

  get joined(): boolean {
    return this.#isJoined;
  }

  /** It is connected, and joins as soon as it can. */
  get joining(): boolean {
    return this.#isOpen && !this.#isJoined;
  }

  connect(): void {
    clearTimeout(this.#retry);
    if (this.#ws) return;
    let ws: WebSocket;
    try {
      ws = new WebSocket(this.url());
    } catch {
      return this.#lost(null);
    }
    this.#ws = ws;
    this.#silent = 0;
    ws.onopen = async () => {
      this.#isOpen = true;
      const join = await this.on.join();
      if (ws === this.#ws) ws.send(JSON.stringify(join));
    };
    ws.onmessage = (event) => ws === this.#ws && this.#receive(String(event.data));
    ws.onclose = (event) => {
      if (event?.code === ENDED && ws === this.#ws) this.on.ended();
      if (event?.code === TAKEN && ws === this.#ws) this.on.taken();
      this.#lost(ws);
    };
  }

  /** Leaves the page, and connects for the one that has taken its place. */
  again(): void {
    const ws = this.#ws;
    // Whatever it still says is of the page that is left.
    this.#ws = null;
    this.#isOpen = this.#isJoined = false;
    ws?.close(LEFT);
    this.connect();
  }

  send(message: unknown): void {
    this.raw(JSON.stringify(message));
  }

  raw(message: string | Uint8Array<ArrayBuffer>): void {
    this.#ws?.send(message);
  }

  #receive(text: string): void {
    this.#silent = 0;
    const frame = JSON.parse(text) as Frame;
    if (frame.pong) return;
    if (this.#isJoined || frame.reload) return this.on.frame(frame);
    this.#isJoined = true;
    this.#failures = 0;
    this.on.joined(frame);
  }

  #beat(): void {
    const ws = this.#ws;
    // The machine was asleep: nobody has told the socket what became of it.
    const slept = isSeen() && Date.now() - this.#beaten > this.beatMs * 2;
    this.#beaten = Date.now();
    if (!ws) return;
    if (!slept && this.#silent++ < 2) return void (this.#isJoined && this.send({ ping: 1 }));
    // A socket whose other side is gone may take minutes to say so.
    ws.onclose = null;
    ws.close();
    this.#lost(ws);
    // A hidden tab's timer would take a minute, and the server keeps the page for less.
    this.connect();
  }

  #lost(ws: WebSocket | null): void {
    if (ws !== this.#ws) return;
    this.#ws = null;
    this.#isOpen = false;
    this.#isJoined = false;
    this.#failures += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.#failures - 1, 10));
    this.#retry = setTimeout(() => this.connect(), pause * (0.5 + Math.random() / 2));
    this.on.lost();
  }
}
