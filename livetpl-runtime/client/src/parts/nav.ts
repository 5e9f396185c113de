// Links, search forms and the history: what leads to a page of this application needs no page load.
//
// Another query is asked for over the page's connection; another path is another page, also of the same view: nothing that was
// typed or opened there is seen here. It is fetched and put in place of this one (`swap`). Everything else is the browser's.
// The last one that was asked for wins. Where anything fails, the browser loads the page as if there were no script.

import type { Core, Part } from "../core";
import type { Failure } from "../frame";
import type { Swap } from "./swap";

export type Nav = {
  /** Goes to a path of this site as if a link led there. */
  go: (target: string) => void;
  /** Changes the query of the address. */
  replace: (query: string) => void;
};

/** `pop`: the browser's history has changed the address already. */
type How = "push" | "pop";

const SAVE_AFTER_MS = 100;
/** How long the part that puts a page in place may take to load; then the browser loads the page. */
const PART_MS = 3_000;
const LEFT_ALONE = "[lvt-nav\\:no-intercept]";

/** Whether it leads to another tab or frame; where nothing is said, `<base>` says it for all. */
const isElsewhere = (said: string | null | undefined): boolean => {
  const target = said ?? document.querySelector("base[target]")?.getAttribute("target");
  return !!target && target !== "_self";
};

/** What is most likely a file: it is the browser's, and not fetched to find that out. */
const FILE = /\.[a-z]\w{0,4}$/i;

/** Where a link leads, if following it is ours. */
const linked = (event: MouseEvent): URL | null => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return null;
  const link = (event.composedPath()[0] as Element | undefined)?.closest?.<HTMLElement>("a[href]");
  if (!link || link.closest(LEFT_ALONE) || link.isContentEditable) return null;
  if (isElsewhere(link.getAttribute("target")) || link.hasAttribute("download")) return null;
  if (/\bexternal\b/i.test(link.getAttribute("rel") ?? "")) return null;
  return ours(link.getAttribute("href") as string);
};

/** Where a search form leads. */
const searched = (event: SubmitEvent): URL | null => {
  const form = event.target as HTMLFormElement;
  const by = event.submitter as HTMLButtonElement | null;
  const said = (name: string): string | null => by?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const method = said("method") || "";
  if (event.defaultPrevented || !/^(?:get)?$/i.test(method) || isElsewhere(said("target"))) return null;
  // Without a method it is an action of this page, or sent to where its `action` says.
  if (!method && !said("action")) return null;
  if (form.closest(`${LEFT_ALONE},[lvt-form\\:no-intercept]`)) return null;
  const url = ours(said("action") || location.pathname);
  if (!url) return null;
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) query.append(name, typeof value === "string" ? value : value.name);
  if (by?.name) query.append(by.name, by.value);
  url.search = query.toString();
  return url;
};

const ours = (href: string): URL | null => {
  try {
    const url = new URL(href, document.baseURI);
    return url.origin === location.origin ? url : null;
  } catch {
    return null;
  }
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const inTime = <T>(part: Promise<T>): Promise<T> =>
  Promise.race([
    part,
    new Promise<never>((_, fail) => setTimeout(fail, PART_MS, new Error("a part of the script did not load"))),
  ]);

const placeOf = (url: URL | Location): string => url.pathname + url.search;

const load = (url: URL, how: How): void => {
  if (how === "pop") location.reload();
  else location.assign(url);
};

export const part: Part<Nav> = (core: Core) => {
  /** What the page shows. */
  let at = placeOf(location);
  let last = 0;
  let running = 0;
  let abort: AbortController | undefined;
  /** One that was overtaken and arrived: the place of the page, should the last one fail. */
  let landed: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps how far the page is scrolled, in the history's entry for it. */
  const save = (): void => {
    clearTimeout(timer);
    // A browser that is asked too often to note a place refuses to.
    if (!running) core.guard(() => history.replaceState({ ...history.state, lvt: [scrollX, scrollY] }, ""));
  };

  /** The page shows `url`. */
  const arrive = (url: URL, how: How, isNew: boolean): void => {
    landed = undefined;
    enter(url, how);
    const target = url.hash && document.getElementById(decoded(url.hash.slice(1)));
    if (how === "pop") scrollTo(...((history.state?.lvt as [number, number] | undefined) ?? [0, 0]));
    else if (target) target.scrollIntoView();
    else if (isNew) scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("lvt:navigated", { detail: { url: url.href } }));
  };

  const enter = (url: URL, how: How, lvt = [scrollX, scrollY]): void => {
    if (how === "push" && url.href !== location.href) {
      // The browser can't know when the page is there.
      history.scrollRestoration = "manual";
      history.pushState({ lvt }, "", url);
    }
    at = placeOf(url);
  };

  /** Asks for another query. */
  const ask = (url: URL): Promise<Failure | undefined> =>
    new Promise((resolve) => core.ask({ navigate: placeOf(url) }, resolve));

  const within = async (url: URL, how: How, mine: number): Promise<void> => {
    const error = await ask(url);
    const done = (): void => arrive(url, how, false);
    if (mine !== last) {
      if (!error) landed = done;
    } else if (!error) {
      done();
      if (how === "pop") forget();
    } else if (error.code === "other-view") await fetched(url, how, mine);
    else if (error.code === "disconnected" || how === "pop") load(url, how);
    else {
      console.error(`livetpl: ${url.href}: ${error.message}`, error);
      landed?.();
      document.dispatchEvent(new CustomEvent("lvt:error", { detail: error }));
    }
  };

  /** Who goes back wants what was there, not what was typed since: the field with the focus, too, shows the server's value. */
  const forget = (): void => {
    const field = document.activeElement as HTMLInputElement;
    const { defaultValue } = field;
    // No select, nothing that its user alone fills in.
    if (core.valued.has(field) && defaultValue !== undefined && field.value !== defaultValue)
      field.value = defaultValue;
  };

  const fetched = async (url: URL, how: How, mine: number): Promise<void> => {
    abort = new AbortController();
    const response = await fetch(url, { headers: { accept: "text/html" }, signal: abort.signal });
    // A large one, or one without an end, is not read.
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    if (!isPage) abort.abort();
    const put = isPage && (await (await inTime(core.part<Swap>("swap")))(await response.text()));
    if (mine !== last) return;
    if (!put) return load(url, how);
    const end = new URL(response.url || url);
    end.hash ||= url.hash;
    // What was typed meanwhile is for the page that is left.
    core.before.forEach(core.guard);
    if (how === "pop") history.replaceState(history.state, "", end);
    enter(end, how, [0, 0]);
    put();
    arrive(end, how, true);
  };

  const isHere = (url: URL): boolean => url.pathname === new URL(at, location.origin).pathname;

  const visit = async (url: URL, how: How): Promise<void> => {
    if (how === "push") save();
    clearTimeout(timer);
    core.before.forEach(core.guard);
    const mine = ++last;
    abort?.abort();
    running++;
    const end = core.begin({ navigate: url.href });
    try {
      await (isHere(url) ? within : fetched)(url, how, mine);
    } catch (error) {
      if (mine !== last) return;
      console.error("livetpl:", error);
      load(url, how);
    } finally {
      running--;
      end();
    }
  };

  const follow = (event: Event, url: URL | null): void => {
    if (!url || (FILE.test(url.pathname) && !isHere(url))) return;
    // What only the fragment tells from here is the browser's, an empty one as well.
    if (url.href.includes("#") && placeOf(url) === at) return save();
    event.preventDefault();
    void visit(url, "push");
  };

  // On the window: whoever handles an event on its way has been asked before.
  addEventListener("click", (event) => follow(event, linked(event)));
  addEventListener("submit", (event) => follow(event, searched(event)));
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => core.guard(save), SAVE_AFTER_MS);
  });
  addEventListener("popstate", () => {
    clearTimeout(timer);
    const url = new URL(location.href);
    if (placeOf(url) !== at || running) void visit(url, "pop");
    else if (history.state?.lvt) scrollTo(...(history.state.lvt as [number, number]));
  });
  // A page that is loaded again is scrolled by the browser; one that was kept is not loaded.
  let mode: ScrollRestoration;
  addEventListener("pagehide", () => {
    mode = history.scrollRestoration;
    history.scrollRestoration = "auto";
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) history.scrollRestoration = mode;
  });

  return {
    go: (target) => void visit(new URL(target, location.origin), "push"),
    replace: (query) => {
      history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      at = placeOf(location);
    },
  };
};
