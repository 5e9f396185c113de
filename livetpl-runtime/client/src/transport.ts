// Carries actions to the server and frames back: by the socket, and by fetch while there is none. Every action is
// answered once.

import { post } from "./fetch";
import type { Action, Failure, Frame, Navigate } from "./frame";
import { renew, settled } from "./reload";
import { Socket } from "./socket";
import { setStatus } from "./status";

const POLL_MS = 5_000;
/** How long a socket waits for what is on its way by fetch. */
const PATIENCE_MS = 5_000;

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

const gone = (message: string): Failure => ({ code: "disconnected", message });

export class Transport {
  private readonly socket: Socket;
  readonly #waiting = new Map<number, Settle>();
  /** What is not sent yet, in order. */
  #queue: Message[] = [];
  /** What the socket took and has not answered. */
  #bySocket = new Set<number>();
  #byFetch = false;
  /** A message that is on its way by fetch: one at a time, and the socket joins behind it. */
  #fetching: Promise<void> | null = null;
  #poll: ReturnType<typeof setInterval> | undefined;
  #next = 1;
  /** Which page this is, of those that were here. */
  #age = 0;
  /** Whether the frames so far leave the page, once their cookies are there. */
  #following = Promise.resolve(false);

  constructor(private readonly page: Page) {
    const url = (): string => location.href.replace(/^http/, "ws").replace(/#.*/, "");
    const handlers = {
      join: async () => {
        const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
        await Promise.race([this.#fetching, late]);
        return this.#join();
      },
      joined: (frame: Frame) => {
        this.#byFetch = false;
        clearInterval(this.#poll);
        this.#poll = undefined;
        settled();
        setStatus("connected");
        this.#receive(frame);
        this.#flush();
      },
      frame: (frame: Frame) => this.#receive(frame),
      lost: () => this.#lost(),
      taken: () => {
        this.page.token = "";
      },
      ended: async () => {
        // An action that ended its own page may have sent it elsewhere.
        if (!(await this.#following)) renew();
      },
    };
    this.socket = new Socket(url, handlers, page.beatMs);
    setStatus("connecting");
    this.#wait();
    // A socket may take long to notice.
    addEventListener("offline", () => setStatus("offline"));
    addEventListener("online", () => setStatus(this.socket.joined ? "connected" : "connecting"));
    this.socket.connect();
  }

  send(message: Omit<Action, "ref"> | Navigate, settle: Settle): void {
    const ref = this.#next++;
    this.#waiting.set(ref, settle);
    this.#queue.push({ ...message, ref });
    this.#flush();
  }

  /** Another page has taken the place of the one that was here. */
  again(): void {
    this.#age++;
    this.#fetching = null;
    this.#queue = [];
    [...this.#waiting.keys()].forEach((ref) => this.#settle(ref, gone("the page was left")));
    setStatus("connecting");
    this.#wait();
    this.socket.again();
  }

  /** Asks for values, where what the page shows is not what the server thinks. */
  full(): void {
    if (this.socket.joined) this.socket.send({ full: 1 });
    // A join says it, too.
    else if (this.#byFetch) this.#exchange({});
  }

  /** Sends bytes, if there is a socket. */
  chunk(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (this.socket.joined) this.socket.raw(bytes);
    return this.socket.joined;
  }

  #join(): object {
    const { token, planHash, user, root, seq } = this.page;
    return {
      join: token,
      plan: planHash,
      ...(user ? { user } : {}),
      ...(root ? { root } : {}),
      ...(seq ? { seq } : {}),
    };
  }

  #flush(): void {
    if (this.socket.joined) {
      for (const action of this.#queue.splice(0)) {
        this.#bySocket.add(action.ref);
        this.socket.send(action);
      }
    } else if (this.#byFetch && this.#queue.length && !this.#fetching && !this.socket.joining) {
      this.#exchange(this.#queue.shift() as Message);
    }
  }

  /** Until a socket has joined, the page asks by fetch what there is: a socket that hangs does not say so for long. */
  #wait(): void {
    this.#poll ??= setInterval(() => {
      this.#byFetch = true;
      this.#exchange({});
    }, POLL_MS);
  }

  #lost(): void {
    // What the socket took and did not answer may have run: it must not run twice.
    [...this.#bySocket].forEach((ref) => this.#settle(ref, gone("the connection was lost")));
    setStatus(navigator.onLine === false ? "offline" : "connecting");
    this.#byFetch = true;
    this.#flush();
    this.#wait();
  }

  /** One message by fetch. */
  #exchange(message: { ref?: number }): void {
    if (this.#fetching || this.socket.joining || this.socket.joined) return;
    const age = this.#age;
    const request = async (): Promise<void> => {
      try {
        const response = await post({ ...this.#join(), ...message });
        if (age !== this.#age) return;
        // Whoever this browser is now may not have what the page shows.
        if (response.status === 401) renew();
        if (!response.headers.get("content-type")?.startsWith("application/json")) {
          throw new Error(`the server answered ${response.status}`);
        }
        const frame = (await response.json()) as Frame;
        if (age === this.#age) this.#receive(frame);
        // What comes next is sent from where the answer leads.
        await this.#following;
      } catch (error) {
        if (message.ref !== undefined) this.#settle(message.ref, gone(String(error)));
      }
      // An answer that does not answer, as that of a server that wants the page to load anew.
      if (message.ref !== undefined) this.#settle(message.ref, gone("there was no answer"));
    };
    const mine = request().then(() => {
      if (this.#fetching !== mine) return;
      this.#fetching = null;
      this.#flush();
    });
    this.#fetching = mine;
  }

  #receive(frame: Frame): void {
    if (frame.token) {
      this.page.token = frame.token;
      this.page.seq = Math.min(this.page.seq, 0);
    }
    this.page.receive(frame, () => {
      for (const done of frame.done ?? []) {
        if (typeof done === "number") this.#settle(done);
        else this.#settle(done.ref, done.error);
      }
      if (!frame.cookies && !frame.redirect && !frame.navigate && frame.query === undefined) return;
      const before = this.#following;
      this.#following = this.page.follow(frame).then(async (leaves) => (await before) || leaves);
    });
  }

  #settle(ref: number, error?: Failure): void {
    const settle = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    this.#bySocket.delete(ref);
    settle?.(error);
  }
}
