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

export class Socket {
  private ws: WebSocket | null = null;
  private isOpen = false;
  private isJoined = false;
  private failures = 0;
  private heard = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: () => string,
    private readonly on: Handlers,
    private readonly beatMs: number,
  ) {
    // Listeners for as long as the page lives: connecting again adds none.
    setInterval(() => this.beat(), beatMs);
    const now = (): void => {
      if (!this.ws) this.connect();
    };
    addEventListener("online", now);
    addEventListener("pageshow", now);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && now());
    addEventListener("pagehide", () => this.ws?.close(LEFT));
  }

  get joined(): boolean {
    return this.isJoined;
  }

  /** It is connected, and joins as soon as it can. */
  get joining(): boolean {
    return this.isOpen && !this.isJoined;
  }

  connect(): void {
    clearTimeout(this.retry);
    if (this.ws) return;
    let ws: WebSocket;
    try {
      ws = new WebSocket(this.url());
    } catch {
      return this.lost(null);
    }
    this.ws = ws;
    this.heard = Date.now();
    ws.onopen = async () => {
      this.isOpen = true;
      const join = await this.on.join();
      if (ws === this.ws) ws.send(JSON.stringify(join));
    };
    ws.onmessage = (event) => ws === this.ws && this.receive(String(event.data));
    ws.onclose = (event) => {
      if (event?.code === ENDED && ws === this.ws) this.on.ended();
      if (event?.code === TAKEN && ws === this.ws) this.on.taken();
      this.lost(ws);
    };
  }

  /** Leaves the page, and connects for the one that has taken its place. */
  again(): void {
    const { ws } = this;
    // Whatever it still says is of the page that is left.
    this.ws = null;
    this.isOpen = this.isJoined = false;
    ws?.close(LEFT);
    this.connect();
  }

  send(message: unknown): void {
    this.raw(JSON.stringify(message));
  }

  raw(message: string | Uint8Array<ArrayBuffer>): void {
    this.ws?.send(message);
  }

  private receive(text: string): void {
    this.heard = Date.now();
    const frame = JSON.parse(text) as Frame;
    if (frame.pong) return;
    if (this.isJoined || frame.reload) return this.on.frame(frame);
    this.isJoined = true;
    this.failures = 0;
    this.on.joined(frame);
  }

  private beat(): void {
    if (!this.ws) return;
    if (Date.now() - this.heard > this.beatMs * 1.9) {
      // A socket whose other side is gone may take minutes to say so.
      const ws = this.ws;
      ws.onclose = null;
      ws.close();
      this.lost(ws);
    } else if (this.isJoined) this.send({ ping: 1 });
  }

  private lost(ws: WebSocket | null): void {
    if (ws !== this.ws) return;
    this.ws = null;
    this.isOpen = false;
    this.isJoined = false;
    this.failures += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.failures - 1, 10));
    this.retry = setTimeout(() => this.connect(), pause * (0.5 + Math.random() / 2));
    this.on.lost();
  }
}
