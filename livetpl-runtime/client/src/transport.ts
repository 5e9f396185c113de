// Carries actions to the server and frames back: by the socket, and by fetch while there is none. Every action is
// answered once.

import { post } from "./fetch";
import type { Action, Failure, Frame, Navigate } from "./frame";
import { settled } from "./reload";
import { Socket } from "./socket";
import { setStatus } from "./status";

const POLL_MS = 5_000;

export type Settle = (error?: Failure) => void;
type Message = (Omit<Action, "ref"> | Navigate) & { ref: number };

export type Page = {
  token: string;
  planHash: string;
  /** Whose page it is, where it is a user's. */
  user: string | undefined;
  /** The root hash, while the page is as it was loaded. */
  root: string | undefined;
  /** The number of the last frame that it has applied. */
  seq: number;
  /** How often server and browser ask whether the other is there. */
  beatMs: number;
  /** `shown`: once the page shows it. */
  receive: (frame: Frame, shown: () => void) => void;
  /** Does what a frame says of cookies and of where to go; whether the page is left. */
  follow: (frame: Frame) => Promise<boolean>;
};

export class Transport {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Settle>();
  /** What is not sent yet, in order. */
  private queue: Message[] = [];
  /** What the socket took and has not answered. */
  private bySocket = new Set<number>();
  private byFetch = false;
  /** A message that is on its way by fetch: one at a time, and the socket joins behind it. */
  private fetching: Promise<void> | null = null;
  private poll: ReturnType<typeof setInterval> | undefined;
  private next = 1;
  /** Which page this is, of those that were here. */
  private age = 0;
  /** Whether the frames so far leave the page, once their cookies are there. */
  private following = Promise.resolve(false);

  constructor(private readonly page: Page) {
    const url = (): string => location.href.replace(/^http/, "ws").replace(/#.*/, "");
    const handlers = {
      join: async () => {
        while (this.fetching) await this.fetching;
        return this.join();
      },
      joined: (frame: Frame) => {
        this.byFetch = false;
        clearInterval(this.poll);
        this.poll = undefined;
        settled();
        setStatus("connected");
        this.receive(frame);
        this.flush();
      },
      frame: (frame: Frame) => this.receive(frame),
      lost: () => this.lost(),
      taken: () => {
        this.page.token = "";
      },
      ended: async () => {
        // An action that ended its own page may have sent it elsewhere.
        if (!(await this.following)) location.reload();
      },
    };
    this.socket = new Socket(url, handlers, page.beatMs);
    setStatus("connecting");
    this.wait();
    // A socket may take long to notice.
    addEventListener("offline", () => setStatus("offline"));
    addEventListener("online", () => setStatus(this.socket.joined ? "connected" : "connecting"));
    this.socket.connect();
  }

  send(message: Omit<Action, "ref"> | Navigate, settle: Settle): void {
    const ref = this.next++;
    this.waiting.set(ref, settle);
    this.queue.push({ ...message, ref });
    this.flush();
  }

  /** Another page has taken the place of the one that was here. */
  again(): void {
    this.age++;
    this.queue = [];
    [...this.waiting.keys()].forEach((ref) => this.settle(ref, { code: "disconnected", message: "the page was left" }));
    setStatus("connecting");
    this.wait();
    this.socket.again();
  }

  /** Asks for values, where what the page shows is not what the server thinks. */
  full(): void {
    if (this.socket.joined) this.socket.send({ full: 1 });
    // A join says it, too.
    else if (this.byFetch) this.exchange({});
  }

  /** Sends bytes, if there is a socket. */
  chunk(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.socket.joined) this.socket.raw(bytes);
    return this.socket.joined;
  }

  private join(): object {
    const { token, planHash, user, root, seq } = this.page;
    return {
      join: token,
      plan: planHash,
      ...(user ? { user } : {}),
      ...(root ? { root } : {}),
      ...(seq ? { seq } : {}),
    };
  }

  private flush(): void {
    if (this.socket.joined) {
      for (const action of this.queue.splice(0)) {
        this.bySocket.add(action.ref);
        this.socket.send(action);
      }
    } else if (this.byFetch && this.queue.length && !this.fetching && !this.socket.joining) {
      this.exchange(this.queue.shift() as Message);
    }
  }

  /** Until a socket has joined, the page asks by fetch what there is: a socket that hangs does not say so for long. */
  private wait(): void {
    this.poll ??= setInterval(() => {
      this.byFetch = true;
      this.exchange({});
    }, POLL_MS);
  }

  private lost(): void {
    // What the socket took and did not answer may have run: it must not run twice.
    const failure = { code: "disconnected", message: "the connection was lost" };
    [...this.bySocket].forEach((ref) => this.settle(ref, failure));
    setStatus(navigator.onLine === false ? "offline" : "connecting");
    this.byFetch = true;
    this.flush();
    this.wait();
  }

  /** One message by fetch. */
  private exchange(message: { ref?: number }): void {
    if (this.fetching || this.socket.joining || this.socket.joined) return;
    const { age } = this;
    const request = async (): Promise<void> => {
      try {
        const response = await post({ ...this.join(), ...message });
        if (age !== this.age) return;
        // Whoever this browser is now may not have what the page shows.
        if (response.status === 401) location.reload();
        if (!response.headers.get("content-type")?.startsWith("application/json")) {
          throw new Error(`the server answered ${response.status}`);
        }
        const frame = (await response.json()) as Frame;
        if (age === this.age) this.receive(frame);
      } catch (error) {
        if (message.ref !== undefined) this.settle(message.ref, { code: "disconnected", message: String(error) });
      }
      // An answer that does not answer, as that of a server that wants the page to load anew.
      if (message.ref !== undefined) this.settle(message.ref, { code: "disconnected", message: "there was no answer" });
    };
    this.fetching = request().then(() => {
      this.fetching = null;
      this.flush();
    });
  }

  private receive(frame: Frame): void {
    if (frame.token) {
      this.page.token = frame.token;
      this.page.seq = Math.min(this.page.seq, 0);
    }
    this.page.receive(frame, () => {
      for (const done of frame.done ?? []) {
        if (typeof done === "number") this.settle(done);
        else this.settle(done.ref, done.error);
      }
      if (!frame.cookies && !frame.redirect && !frame.navigate && frame.query === undefined) return;
      const before = this.following;
      this.following = this.page.follow(frame).then(async (leaves) => (await before) || leaves);
    });
  }

  private settle(ref: number, error?: Failure): void {
    const settle = this.waiting.get(ref);
    this.waiting.delete(ref);
    this.bySocket.delete(ref);
    settle?.(error);
  }
}
