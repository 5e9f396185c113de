// The page that the script drives: its plan, what it shows, and the frames that wait for plans.

import { applyPatch, setValues } from "./apply";
import { build } from "./build";
import type { Frame } from "./frame";
import { hydrate } from "./hydrate";
import type { Instance } from "./instance";
import { settle } from "./life";
import { loadNested, loadPlan } from "./load";
import type { Put } from "./parts/anew";
import { type Plan, type Shape, hasPlan, prepare } from "./plan";
import { emit } from "./status";

/** No frame has this number: the server sends values. */
const UNKNOWN = -1;

export class LivePage {
  token!: string;
  root: string | undefined;
  /** The number of the last frame that the page has applied. */
  seq!: number;
  planHash!: string;
  beatMs!: number;
  user: string | undefined;
  #shape!: Shape;
  #element!: Element | null;
  #instance: Instance | null = null;
  /** Frames in their order, each with what is to be done once it is shown. */
  #waiting: [frame: Frame, shown: () => void][] = [];
  #loading = false;
  #plan: Plan | null = null;
  put: Put | undefined;
  /** Asks the server for values. */
  askForAll: () => void = () => {};
  /** Goes where the server says. */
  follow: (frame: Frame) => Promise<boolean> = async () => false;
  /** Loads the page anew. */
  reload: (why: NonNullable<Frame["reload"]>) => void = () => {};
  /** Gets what puts a page that was built anew in place. */
  needsPut: () => Promise<Put> = async () => () => {};
  /** A plan has come, the page's or a nested template's. */
  planCame: (plan: Plan) => void = () => {};

  constructor(public script: HTMLScriptElement) {
    this.begin(script);
  }

  /** Is the page of this script's tag from now on, as it stands in the document. */
  begin(script: HTMLScriptElement): void {
    const { lvtToken, lvtRootHash, lvtShape, lvtPlan, lvtBeat, lvtUser } = script.dataset;
    this.beatMs = Number(lvtBeat ?? 10) * 1000;
    this.token = lvtToken ?? "";
    this.root = lvtRootHash;
    this.user = lvtUser;
    this.#shape = JSON.parse(lvtShape ?? "[]") as Shape;
    this.script = script;
    this.#element = document.querySelector("[data-lvt-root]");
    this.seq = 0;
    this.#plan = this.#instance = null;
    this.#waiting = [];
    this.#loading = false;
    this.planHash = /plan-(\w+)\.json$/.exec(lvtPlan ?? "")?.[1] ?? "";
  }

  /** Loads the plans of what the page shows, and starts. */
  async load(): Promise<void> {
    const { script } = this;
    const nested = this.#loadNested(this.script.dataset["lvtPlans"]?.split(" ") ?? []);
    const plan = prepare(await loadPlan(this.#urlOf(this.planHash)));
    await nested;
    if (script === this.script) this.start(plan);
  }

  /** Finds the page's slots; what came meanwhile is shown. */
  start(plan: Plan): void {
    this.#plan = plan;
    try {
      this.#instance = hydrate(plan, this.#element ?? document, this.#shape, this.script);
    } catch (error) {
      console.warn("livetpl: the page is not as sent; it is built anew", error);
      this.#lost();
    }
    this.planCame(plan);
    this.#next();
  }

  /** Takes a frame; `shown` is called when the page shows it. */
  receive(frame: Frame, shown: () => void = () => {}): void {
    if (frame.reload) {
      this.reload(frame.reload);
      return shown();
    }
    if (frame.error) {
      console.error(`livetpl: ${frame.error.message}`, frame.error);
      emit(document, "error", frame.error);
    }
    this.#waiting.push([frame, shown]);
    this.#next();
  }

  /** Shows the frames that wait, up to the first whose plans are not here. */
  #next(): void {
    const plan = this.#plan;
    while (!this.#loading && this.#waiting[0]) {
      const [frame, shown] = this.#waiting[0];
      if (frame.patch || frame.values) {
        if (!plan) return;
        const missing = (frame.plans ?? []).filter((hash) => !hasPlan(hash));
        const lacksPut = frame.values && !this.#instance && !this.put;
        if (missing.length || lacksPut) {
          this.#loading = true;
          void Promise.all([this.#loadNested(missing), lacksPut && this.needsPut()]).then(([, put]) => {
            this.put ??= put || undefined;
            this.#loading = false;
            this.#next();
          });
          return;
        }
        if (!this.#apply(plan, frame)) continue;
        settle();
      }
      this.#waiting.shift();
      for (const [name, detail] of frame.events ?? []) emit(document, `event:${name}`, detail);
      shown();
    }
  }

  /** Shows a frame. `false`: its values don't fit what is shown, and come again without that. */
  #apply(plan: Plan, frame: Frame): boolean {
    const instance = this.#instance;
    this.root = undefined;
    const seq = frame.seq ?? UNKNOWN;
    try {
      if (frame.values && instance) setValues(plan, instance, frame.values);
      else if (frame.values) {
        const [made, dom] = build(plan, 0, frame.values, this.#element);
        this.put?.(dom, this.#element);
        this.#instance = made;
      }
      // While values are on their way, patches are of no use.
      else if (this.seq === UNKNOWN) return true;
      else if (instance && frame.patch && seq === this.seq + 1) applyPatch(plan, instance, frame.patch);
      else throw new Error(`frame ${seq} does not follow frame ${this.seq}`);
      this.seq = seq;
    } catch (error) {
      console.error("livetpl: a frame does not fit the page; it is built anew", error);
      this.#instance = null;
      if (!frame.values) this.#lost();
      else if (instance) return false;
      // Values that can't be shown would come again and again.
      else this.seq = UNKNOWN;
    }
    return true;
  }

  #urlOf(hash: string): string {
    return (this.script.dataset["lvtPlan"] ?? "").replace(this.planHash, hash);
  }

  async #loadNested(hashes: string[]): Promise<void> {
    (await loadNested(hashes, (hash) => this.#urlOf(hash))).forEach((plan) => this.planCame(plan));
  }

  /** What the page shows is not what the server thinks. A join says so, too, with the number. */
  #lost(): void {
    this.seq = UNKNOWN;
    this.root = undefined;
    this.askForAll();
  }
}
