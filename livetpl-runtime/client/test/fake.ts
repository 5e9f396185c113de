// A socket, and requests, that do what a test says.

import type { Frame } from "../src/frame";

/** A socket that connects when the test says, if it does. */
export class Fake {
  static last: Fake;
  sent: { [name: string]: unknown }[] = [];
  onopen: (() => Promise<void>) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    Fake.last = this;
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.onclose?.();
  }
  receive(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  async join(): Promise<void> {
    await this.onopen?.();
    this.receive({ seq: 0 });
  }
}

export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

type Request = { body: { [name: string]: unknown }; answer: (frame: Frame) => Promise<void> };

/** The requests from now on, each answered when the test says. */
export const fakeFetch = (): Request[] => {
  const requests: Request[] = [];
  globalThis.fetch = ((_: string, init: { body: string }) =>
    new Promise((resolve) => {
      const answer = async (frame: Frame): Promise<void> => {
        resolve({ headers: new Headers({ "content-type": "application/json" }), json: async () => frame });
        await turn();
      };
      requests.push({ body: JSON.parse(init.body), answer });
    })) as never;
  return requests;
};
