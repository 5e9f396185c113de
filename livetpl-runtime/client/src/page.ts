// The page that the script drives: its plan, what it shows, and the frames that wait for the plan.

import { applyPatch, setValues } from "./apply";
import { build } from "./build";
import type { Frame } from "./frame";
import { hydrate } from "./hydrate";
import type { Instance } from "./instance";
import { type Plan, type Shape, type Value } from "./plan";
import { reload } from "./reload";
import { emit } from "./status";

/** No frame has this number: the server sends values. */
const UNKNOWN = -1;

export class LivePage {
  token: string;
  root: string | undefined;
  /** The number of the last frame that the page has applied. */
  seq = 0;
  readonly planHash: string;
  private readonly shape: Shape;
  private readonly element: Element | null = document.querySelector("[data-lvt-root]");
  private instance: Instance | null = null;
  private waiting: Frame[] = [];
  private plan: Plan | null = null;
  /** Asks the server for values. */
  askForAll: () => void = () => {};

  constructor(private readonly script: HTMLScriptElement) {
    const { lvtToken, lvtRootHash, lvtShape, lvtPlan } = script.dataset;
    this.token = lvtToken ?? "";
    this.root = lvtRootHash;
    this.shape = JSON.parse(lvtShape ?? "[]") as Shape;
    this.planHash = /plan-(\w+)\.json$/.exec(lvtPlan ?? "")?.[1] ?? "";
  }

  start(plan: Plan): void {
    this.plan = plan;
    try {
      this.instance = hydrate(plan, this.element ?? document, this.shape, this.script);
    } catch (error) {
      console.warn("livetpl: the page was changed before the script ran; it is built anew", error);
      this.lost();
    }
    this.waiting.splice(0).forEach((frame) => this.receive(frame));
  }

  receive(frame: Frame): void {
    if (frame.reload) return reload(this.planHash);
    if (frame.error) {
      console.error(`livetpl: ${frame.error.message}`, frame.error);
      emit(document, "error", frame.error);
    }
    if (!frame.patch && !frame.values) return;
    const { plan } = this;
    if (!plan) {
      this.waiting.push(frame);
      return;
    }
    this.root = undefined;
    const seq = frame.seq ?? UNKNOWN;
    try {
      if (frame.values) this.show(plan, frame.values);
      // While values are on their way, patches are of no use.
      else if (this.seq === UNKNOWN) return;
      else if (this.instance && frame.patch && seq === this.seq + 1) applyPatch(plan, this.instance, frame.patch);
      else throw new Error(`frame ${seq} does not follow frame ${this.seq}`);
      this.seq = seq;
    } catch (error) {
      console.error("livetpl: a frame does not fit the page; it is built anew", error);
      this.instance = null;
      this.lost();
    }
  }

  /** What the page shows is not what the server thinks. A join says so, too, with the number. */
  private lost(): void {
    this.seq = UNKNOWN;
    this.root = undefined;
    this.askForAll();
  }

  private show(plan: Plan, values: Value[]): void {
    if (this.instance) return setValues(plan, this.instance, values);
    const [instance, dom] = build(plan, 0, values);
    if (this.element) this.element.replaceChildren(dom);
    else {
      const html = [...dom.children].find((child) => child.localName === "html");
      if (html) document.replaceChild(html, document.documentElement);
    }
    this.instance = instance;
  }
}
