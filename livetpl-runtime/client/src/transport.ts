// Carries actions to the server and frames back: by the socket, and by fetch while there is none. Every action is
// answered once.

import type { Action, Failure, Frame } from "./frame";
import { Socket } from "./socket";
import { setStatus } from "./status";

const POLL_MS = 5_000;
const GIVE_UP_AFTER = 3;

export type Settle = (error?: Failure) => void;

export type Page = {
  token: string;
  planHash: string;
  /** The root hash, while the page is as it was loaded. */
  root: string | undefined;
  /** `shown`: once the page shows it. */
  receive: (frame: Frame, shown: () => void) => void;
};

export class Transport {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Settle>();
  /** Actions that were asked for before it was known how to send them. */
  private queue: Action[] = [];
  private byFetch = false;
  private fetching: Promise<void> = Promise.resolve();
  private poll: ReturnType<typeof setInterval> | undefined;
  private next = 1;

  constructor(private readonly page: Page) {
    const url = location.href.replace(/^http/, "ws").replace(/#.*/, "");
    this.socket = new Socket(url, {
      join: () => this.join(),
      joined: (frame) => {
        this.byFetch = false;
        clearInterval(this.poll);
        this.poll = undefined;
        setStatus("connected");
        this.receive(frame);
        this.flush();
      },
      frame: (frame) => this.receive(frame),
      lost: (failures) => this.lost(failures),
    });
    setStatus("connecting");
    this.socket.connect();
  }

  send(action: string, data: Action["data"], settle: Settle): void {
    const ref = this.next++;
    this.waiting.set(ref, settle);
    this.queue.push({ action, ref, data });
    this.flush();
  }

  /** Asks for values, where what the page shows is not what the server thinks. */
  full(): void {
    if (this.socket.joined) this.socket.send({ full: 1 });
    else this.exchange({ full: 1 });
  }

  private join(): { join: string; plan: string; root?: string } {
    const { token, planHash, root } = this.page;
    return { join: token, plan: planHash, ...(root ? { root } : {}) };
  }

  private flush(): void {
    const send = this.socket.joined
      ? (action: Action) => this.socket.send(action)
      : this.byFetch
        ? (action: Action) => this.exchange(action)
        : null;
    if (send) this.queue.splice(0).forEach(send);
  }

  private lost(failures: number): void {
    // What the socket took and did not answer may have run: it must not run twice.
    const queued = new Set(this.queue.map((action) => action.ref));
    const failure = { code: "disconnected", message: "the connection was lost" };
    if (!this.byFetch)
      [...this.waiting.keys()].filter((ref) => !queued.has(ref)).forEach((ref) => this.settle(ref, failure));
    setStatus(navigator.onLine === false ? "offline" : "connecting");
    this.byFetch = true;
    this.flush();
    if (failures >= GIVE_UP_AFTER) this.poll ??= setInterval(() => this.exchange({}), POLL_MS);
  }

  /** One message by fetch, after those before it. */
  private exchange(message: object): void {
    this.fetching = this.fetching.then(async () => {
      const { ref } = message as Partial<Action>;
      try {
        const response = await fetch(location.href, {
          method: "POST",
          headers: { "content-type": "application/json", "x-livetpl": "1" },
          body: JSON.stringify({ ...this.join(), ...message }),
        });
        if (!response.headers.get("content-type")?.startsWith("application/json")) {
          throw new Error(`the server answered ${response.status}`);
        }
        this.receive((await response.json()) as Frame);
      } catch (error) {
        if (ref !== undefined) this.settle(ref, { code: "disconnected", message: String(error) });
      }
    });
  }

  private receive(frame: Frame): void {
    if (frame.token) this.page.token = frame.token;
    this.page.receive(frame, () => {
      for (const done of frame.done ?? []) {
        if (typeof done === "number") this.settle(done);
        else this.settle(done.ref, done.error);
      }
    });
  }

  private settle(ref: number, error?: Failure): void {
    const settle = this.waiting.get(ref);
    this.waiting.delete(ref);
    settle?.(error);
  }
}
