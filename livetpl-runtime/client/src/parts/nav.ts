// Links, search forms and the history: what leads to a page of this application needs no page load.
//
// A place of the page's own view is asked for over its connection; another page is fetched and put in place of this one
// (`swap`); everything else is the browser's. The last one that was asked for wins. Where anything fails, the browser
// loads the page as if there were no script.

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

/** What a view's pattern fits, as the server's router has it. */
const fits = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replace(/\{(\*?)[^}]*\}|[.*+?^$()|[\]\\]/g, (all, star) =>
      all[1] ? (star ? ".+" : "[^/]+") : `\\${all}`,
    )}$`,
  );

const isElsewhere = (target: string | null): boolean => !!target && target !== "_self";

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
  const said = (name: string): string => by?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
  if (event.defaultPrevented || !/^(?:get)?$/i.test(said("method")) || isElsewhere(said("target"))) return null;
  // Without a method it is an action of this page, or sent to where its `action` says.
  if (!said("method") && !said("action")) return null;
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
    if (!running) history.replaceState({ ...history.state, lvt: [scrollX, scrollY] }, "");
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

  const enter = (url: URL, how: How): void => {
    if (how === "push" && url.href !== location.href) {
      // The browser can't know when the page is there.
      history.scrollRestoration = "manual";
      history.pushState(null, "", url);
    }
    at = placeOf(url);
  };

  /** Asks for a place of the page's own view. */
  const ask = (url: URL): Promise<Failure | undefined> =>
    new Promise((resolve) => core.ask({ navigate: placeOf(url) }, resolve));

  const within = async (url: URL, how: How, mine: number): Promise<void> => {
    const isNew = url.pathname !== new URL(at, location.origin).pathname;
    const error = await ask(url);
    const done = (): void => arrive(url, how, isNew);
    if (mine !== last) {
      if (!error) landed = done;
    } else if (!error) done();
    else if (error.code === "other-view") await fetched(url, how, mine);
    else if (error.code === "disconnected" || how === "pop") load(url, how);
    else {
      console.error(`livetpl: ${url.href}: ${error.message}`, error);
      landed?.();
      document.dispatchEvent(new CustomEvent("lvt:error", { detail: error }));
    }
  };

  const fetched = async (url: URL, how: How, mine: number): Promise<void> => {
    try {
      abort = new AbortController();
      const response = await fetch(url, { headers: { accept: "text/html" }, signal: abort.signal });
      const html = await response.text();
      const tooLate = new Promise<never>((_, fail) => setTimeout(fail, PART_MS));
      const put = await (await Promise.race([core.part<Swap>("swap"), tooLate]))(html);
      if (mine !== last) return;
      if (!put) return load(url, how);
      const end = new URL(response.url || url);
      end.hash ||= url.hash;
      if (how === "pop") history.replaceState(history.state, "", end);
      enter(end, how);
      put();
      arrive(end, how, true);
    } catch {
      if (mine === last) load(url, how);
    }
  };

  const visit = async (url: URL, how: How): Promise<void> => {
    // A browser that is asked too often to note a place refuses to.
    if (how === "push") core.guard(save);
    clearTimeout(timer);
    core.before.forEach(core.guard);
    const mine = ++last;
    abort?.abort();
    running++;
    const end = core.begin({ navigate: url.href });
    const { lvtView } = core.script().dataset;
    const isHere =
      url.pathname === new URL(at, location.origin).pathname || (lvtView && fits(lvtView).test(url.pathname));
    try {
      await (isHere ? within : fetched)(url, how, mine);
    } catch (error) {
      console.error("livetpl:", error);
      if (mine === last) load(url, how);
    } finally {
      running--;
      end();
    }
  };

  const follow = (event: Event, url: URL | null): void => {
    // What only the fragment tells from here is the browser's.
    if (!url || (url.hash && placeOf(url) === at)) return;
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
  // A page that is loaded again is scrolled by the browser.
  addEventListener("pagehide", () => {
    history.scrollRestoration = "auto";
  });

  return {
    go: (target) => void visit(new URL(target, location.origin), "push"),
    replace: (query) => {
      history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      at = placeOf(location);
    },
  };
};
