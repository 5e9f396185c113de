// livetpl's script: finds the slots of the page that the server sent, keeps a socket open, sends actions, applies patches.

import { before, listen, pending, runner, taken } from "./actions";
import { hold } from "./attributes";
import { valued } from "./build";
import { setField } from "./fields";
import { LivePage } from "./page";
import { Parts, beside } from "./parts";
import { formData, isOurs } from "./payload";
import { restore } from "./reload";
import { guard, ready } from "./status";
import { Transport } from "./transport";

const SLOW_MS = 400;
const PATIENCE_MS = 5_000;

const script = document.currentScript as HTMLScriptElement | null;

if (script?.dataset["lvtPlan"]) {
  restore();
  const page = new LivePage(script);
  const transport = new Transport(page);
  const run = runner(transport);
  const seq = (): number => page.seq;
  const chunk = (bytes: Uint8Array<ArrayBuffer>): boolean => transport.chunk(bytes);
  const token = (): string => page.token;
  const begin = (name: string): Promise<unknown> => parts.begin(name);
  const core = {
    run,
    before,
    pending,
    seq,
    hold,
    setField,
    valued,
    formData,
    isOurs,
    guard,
    chunk,
    token,
    begin,
    taken,
  };
  const parts = new Parts(core, beside(script.src));
  page.askForAll = () => transport.full();
  page.planCame = (plan) => parts.use(plan.uses ?? []);
  listen(run);
  // Objects that `lvt-hook` names may be registered before and behind this.
  const api = ((globalThis as { livetpl?: { hooks?: object } }).livetpl ??= {});
  api.hooks ??= {};
  // Most actions are answered before anybody wonders.
  let slow: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("lvt:pending", () => {
    slow ??= setTimeout(() => {
      if (pending()) void parts.begin("progress");
      else slow = undefined;
    }, SLOW_MS);
  });
  if ("lvtChange" in script.dataset) void parts.begin("change");
  void page
    .load()
    .then(() => parts.begunAll())
    .then(ready);
  // A part that can't be had keeps nothing else from working.
  setTimeout(ready, PATIENCE_MS);
}
