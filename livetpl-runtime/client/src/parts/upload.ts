// `lvt-upload` on an input of files: they are sent in pieces as soon as they are selected, by the socket, and by fetch
// while there is none. Owns what is on its way, and that a form waits for its files.
//
// The server says how far each file is (PROTOCOL.md, "Uploads"). After a new connection the page names its files again, and
// the server answers from where they go on: nothing else has to be kept.

import type { Core, Part } from "../core";
import type { Data, Failure } from "../frame";
import type { Elsewhere, Put } from "./elsewhere";
import type { Preview } from "./preview";

const ACTION = "lvt:upload";
const AGAIN_MS = 1_000;
const SHOW_MS = 500;
/** What stands before a piece: the file's number, and where the piece begins. */
const HEAD_BYTES = 12;

/** How far a file is: bytes that were taken, all of it, why it is refused, where to put it, or no such file. */
type Told = number | true | string | Elsewhere | null;
type Answer = { chunk: number; window: number; files: { [id: string]: Told } };

export type Item = {
  id: number;
  input: HTMLInputElement;
  file: File;
  sent: number;
  taken: number;
  /** The server was asked how far it is, and has not said. */
  asked: boolean;
  going: boolean;
  bySocket: boolean;
  over: boolean;
  error: string;
  /** Ends what puts it elsewhere. */
  stop?: () => void;
  /** Says again how that ended. */
  tell?: () => void;
};

type Button = HTMLButtonElement | HTMLInputElement;

const isInput = (el: unknown): el is HTMLInputElement => (el as Element).matches?.("input[type=file][lvt-upload]");

export const part: Part<Promise<(names: string[]) => void>> = async (core: Core) => {
  const items = new Map<number, Item>();
  let last = 0;
  let limits = { chunk: 0, window: 0 };
  /** Forms that wait for their files, each with the button that it goes on by. */
  const held = new Map<HTMLFormElement, Button | null>();
  let again: ReturnType<typeof setTimeout> | undefined;
  let shown = 0;
  let page = core.script();

  /** It is no action of the page: nothing on it shows that it runs, succeeds or fails. */
  const say = (data: object, settled: (error?: Failure) => void = () => {}): void =>
    core.ask({ action: ACTION, data: data as Data }, settled);

  const all = (): Item[] => [...items.values()];

  const of = (input: HTMLInputElement): Item[] => all().filter((item) => item.input === input);

  const announce = (input: HTMLInputElement, cancel: number[] = []): void => {
    const upload = input.getAttribute("lvt-upload") || input.name;
    const named = of(input);
    const files = named.map((item) => {
      item.asked = true;
      return [item.id, item.file.name, item.file.size, item.file.type];
    });
    if (!files.length && !cancel.length) return;
    say({ upload, files, cancel }, (error) => {
      if (!error) return;
      if (error.code === "disconnected" || error.code === "limit") return later();
      console.error(`livetpl: upload \`${upload}\`: ${error.message}`, error);
      // It would be the same again.
      named.forEach((item) => item.over || end(item, error.message));
    });
  };

  /** Another page has taken the place of the one that these files are for. */
  const leave = (): void => {
    if (page === core.script()) return;
    page = core.script();
    drop(all());
    held.clear();
  };

  /** Names all files again: what the server knows of goes on, what it lost begins anew. */
  const resume = (): void => {
    clearTimeout(again);
    again = undefined;
    leave();
    new Set(all().map((item) => item.input)).forEach((input) => announce(input));
  };

  const later = (): void => {
    again ??= setTimeout(resume, AGAIN_MS);
  };

  /** Lets files go, here; their numbers. */
  const drop = (which: Item[]): number[] =>
    which.map((item) => {
      item.over = true;
      item.stop?.();
      items.delete(item.id);
      return item.id;
    });

  const select = (input: HTMLInputElement): void => {
    const cancel = drop(of(input));
    core.taken.add(input);
    for (const file of input.files ?? []) {
      const begun = { sent: 0, taken: 0, asked: true, going: false, bySocket: false, over: false, error: "" };
      items.set(++last, { id: last, input, file, ...begun });
    }
    announce(input, cancel);
    settle(input);
  };

  /** An input is invalid while one of its files is refused; a form that waits goes on once none is on its way. */
  const settle = (input: HTMLInputElement): void => {
    input.setCustomValidity(of(input).find((item) => item.error)?.error ?? "");
    held.forEach((submitter, form) => {
      if (isBusy(form, submitter)) return;
      held.delete(form);
      core.guard(() => submit(form, submitter));
    });
  };

  /** Nothing more is sent of a file: it is there, or refused. */
  const end = (item: Item, error: string): void => {
    Object.assign(item, { over: true, asked: false, error });
    settle(item.input);
  };

  /** Goes on by the button that was pressed, or by the one that the server has put in its place. */
  const submit = (form: HTMLFormElement, pressed: Button | null): void => {
    const isLike = (el: Button): boolean =>
      el.type === "submit" && el.getAttribute("name") === pressed?.getAttribute("name") && el.value === pressed.value;
    const all = (): Button[] => Array.from(Reflect.get(HTMLFormElement.prototype, "elements", form)) as Button[];
    const button = pressed && pressed.form !== form ? all().find(isLike) : pressed;
    // Any other button may mean something else.
    if (button !== undefined && document.contains(form)) HTMLFormElement.prototype.requestSubmit.call(form, button);
  };

  const isBusy = (form: HTMLFormElement, submitter: Button | null): boolean =>
    all().some(({ input, over }) => {
      const by = input.getAttribute("lvt-upload-with");
      return input.form === form && !over && (!by || by === submitter?.getAttribute("name"));
    });

  const hear = ({ chunk, window, files }: Answer): void => {
    limits = { chunk, window };
    for (const [id, told] of Object.entries(files)) {
      const item = items.get(Number(id));
      if (!item) continue;
      if (typeof told === "number") {
        // An answer to a piece may be overtaken by a frame that says more.
        if (item.over && !item.asked) continue;
        item.taken = told;
        item.over = false;
        item.sent = item.asked ? told : Math.max(item.sent, told);
        item.asked = false;
        // Without a socket nobody tells by himself what becomes of a file that has come whole.
        if (told === item.file.size && !document.querySelector("[data-lvt-status=connected]")) later();
        void pump(item);
        continue;
      }
      if (told && typeof told === "object") {
        void core.part<Put>("elsewhere").then((put) => put(item, told, say));
        continue;
      }
      if (told === null) items.delete(item.id);
      end(item, typeof told === "string" ? told : "");
    }
  };

  const byFetch = async (item: Item, message: Uint8Array<ArrayBuffer>): Promise<void> => {
    const headers = { "content-type": "application/octet-stream", "x-livetpl": "1", "x-livetpl-token": core.token() };
    const told = await fetch(location.href, { method: "POST", headers, body: message })
      .then((response) => (response.ok ? (response.json() as Promise<Answer>) : null))
      .catch(() => null);
    // Nobody may want it any more.
    if (!items.has(item.id)) return;
    if (!told) {
      item.asked = true;
      return later();
    }
    hear(told);
    // A frame shows it.
    if (item.over || Date.now() - shown > SHOW_MS) {
      shown = Date.now();
      say({});
    }
  };

  /** Sends what may be sent of a file. */
  const pump = async (item: Item): Promise<void> => {
    if (item.going) return;
    item.going = true;
    const { id, file } = item;
    try {
      while (!item.over && !item.asked && item.sent < file.size && item.sent - item.taken < limits.window) {
        const at = item.sent;
        const bytes = await file.slice(at, at + limits.chunk).arrayBuffer();
        if (item.over || item.asked || at !== item.sent) continue;
        const message = new Uint8Array(HEAD_BYTES + bytes.byteLength);
        const head = new DataView(message.buffer);
        head.setUint32(0, id);
        head.setBigUint64(4, BigInt(at));
        message.set(new Uint8Array(bytes), HEAD_BYTES);
        const bySocket = core.chunk(message);
        if (!bySocket && item.bySocket) {
          // What the socket took last may not have arrived.
          item.bySocket = false;
          item.asked = true;
          later();
          break;
        }
        item.sent = at + bytes.byteLength;
        item.bySocket = bySocket;
        if (!bySocket) await byFetch(item, message);
      }
    } catch (error) {
      console.error("livetpl: a file can't be read", error);
      say({ failed: [id] });
    }
    item.going = false;
  };

  document.addEventListener("lvt:event:lvt:upload", (event) => hear((event as CustomEvent<Answer>).detail));
  document.addEventListener("lvt:connected", resume);
  document.addEventListener("lvt:disconnected", resume);
  document.addEventListener("lvt:navigated", leave);
  document.addEventListener("change", (event) => isInput(event.target) && select(event.target));
  document.addEventListener("reset", (event) => {
    held.delete(event.target as HTMLFormElement);
    const left = all().filter(({ input }) => input.form === event.target);
    const cancel = drop(left);
    if (cancel.length) say({ cancel });
    // What was refused is gone.
    left.forEach(({ input }) => settle(input));
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest?.("[lvt-upload-cancel]");
    const item = items.get(Number(button?.getAttribute("lvt-upload-cancel")));
    if (!button) return;
    if (!item) return say({ cancel: [Number(button.getAttribute("lvt-upload-cancel"))] });
    const { input } = item;
    const cancel = drop([item]);
    // The input holds what is still wanted.
    const kept = new DataTransfer();
    of(input).forEach(({ file }) => kept.items.add(file));
    input.files = kept.files;
    say({ cancel });
    settle(input);
  });
  // On the window: before whoever else sends what a form holds.
  addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const submitter = event.submitter as Button | null;
      if (!isBusy(form, submitter)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.set(form, submitter);
    },
    true,
  );
  // What was selected before this was here.
  document.querySelectorAll("input").forEach((input) => isInput(input) && input.files?.length && select(input));
  await core.part("drop");
  return (names) => {
    if (names.includes("lvt-upload-preview"))
      void core.part<Preview>("preview").then((begin) => begin((id) => items.get(id)?.file));
  };
};
