// livetpl's script: finds the slots of the page that the server sent, keeps a socket open, sends actions, applies patches.

import { before, begin, listen, pending, runner, taken } from "./actions";
import { hold } from "./attributes";
import { valued } from "./build";
import type { Core } from "./core";
import { post } from "./fetch";
import { setField } from "./fields";
import { come, leave, settle } from "./life";
import { LivePage } from "./page";
import { Parts, beside } from "./parts";
import type { Follow } from "./parts/follow";
import type { Notice } from "./parts/notice";
import type { Typed } from "./parts/typed";
import { formData, isOurs } from "./payload";
import { TYPED, reload, renew, storage } from "./reload";
import { guard, ready, unready } from "./status";
import { Transport } from "./transport";

const PATIENCE_MS = 5_000;

const script = document.currentScript as HTMLScriptElement | null;

if (script?.dataset["lvtPlan"]) {
  const page = new LivePage(script);
  const transport = new Transport(page);
  const run = runner(transport);
  const seq = (): number => page.seq;
  const core: Omit<Core, "follow"> = {
    run,
    before,
    begin,
    pending,
    seq,
    hold,
    setField,
    valued,
    formData,
    isOurs,
    guard,
    post,
    come,
    leave,
    settle,
    taken,
    chunk: (bytes) => transport.chunk(bytes),
    token: () => page.token,
    ask: transport.send.bind(transport),
    part: (name) => parts.begin(name),
    script: () => page.script,
    adopt: (script) => {
      unready();
      page.begin(script);
      transport.again();
      load();
    },
  };
  const parts = new Parts(core, beside(script.src));
  const load = (): void => {
    if ("lvtChange" in page.script.dataset) void parts.begin("change");
    // What becomes a link later is the browser's until then.
    if (document.querySelector("a[href],form[method=get i]")) void parts.begin("nav");
    const { script } = page;
    // The next page has parts of its own.
    const done = (): void => void (script === page.script && ready());
    void page
      .load()
      .then(() => parts.begunAll())
      .then(done);
    // A part that can't be had keeps nothing else from working.
    setTimeout(done, PATIENCE_MS);
  };
  page.follow = async (frame) => (await parts.begin<Follow>("follow"))(frame);
  // Loaded before it is needed: a server of another build does not have this one's parts.
  let typed: Typed | undefined;
  const type = (): void => void parts.begin<Typed>("typed").then((part) => (typed = part));
  document.addEventListener("focusin", type, { once: true });
  if (storage()?.getItem(TYPED)) type();
  page.reload = (why) => (why === "user" ? renew() : reload(page.planHash, typed?.keep));
  page.needsPut = () => parts.begin("anew");
  page.askForAll = () => transport.full();
  page.planCame = (plan) => parts.use(plan.uses ?? []);
  listen(run);
  // Objects that `lvt-hook` names may be registered before and behind this.
  const api = ((globalThis as { livetpl?: { hooks?: object } }).livetpl ??= {});
  api.hooks ??= {};
  const told = (event: Event): void => void parts.begin<Notice>("notice").then((tell) => tell(event as never));
  document.addEventListener("lvt:pending", told);
  document.addEventListener("lvt:error", told);
  load();
}
