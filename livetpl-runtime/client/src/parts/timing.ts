// `lvt-mod:debounce`, `lvt-mod:throttle`, `lvt-mod:once`: when an event counts. One timer for each element and event.

const DEFAULT_MS = 300;

type Waiting = { timer?: ReturnType<typeof setTimeout>; fire?: () => void; last: number; isSpent: boolean };

const times = new WeakMap<Element, Map<string, Waiting>>();
const waiting = new Set<Waiting>();

const period = (el: Element, name: string): number | undefined => {
  const value = el.getAttribute(`lvt-mod:${name}`);
  return value === null ? undefined : Number(value) || DEFAULT_MS;
};

/** It waits no more: it runs now. */
const begin = (one: Waiting): void => {
  clearTimeout(one.timer);
  waiting.delete(one);
  one.last = performance.now();
};

/** What waited runs by itself: it does not hurry what else waits, as what a person does next would. */
let isFiring = false;

const fireNow = (one: Waiting): void => {
  begin(one);
  isFiring = true;
  try {
    one.fire?.();
  } finally {
    isFiring = false;
  }
};

const later = (one: Waiting, fire: () => void, ms: number): void => {
  clearTimeout(one.timer);
  one.fire = fire;
  waiting.add(one);
  one.timer = setTimeout(() => fireNow(one), ms);
};

/** Runs `fire` when the element's modifiers say. What comes last is never lost, while the element is there. */
export const when = (el: Element, event: string, run: () => void): void => {
  const isNow = el.isConnected;
  const fire = (): void => void ((el.isConnected || !isNow) && run());
  const all = times.get(el) ?? new Map<string, Waiting>();
  times.set(el, all);
  const one = all.get(event) ?? { last: -Infinity, isSpent: false };
  all.set(event, one);
  if (el.hasAttribute("lvt-mod:once")) {
    if (one.isSpent) return;
    one.isSpent = true;
  }
  const debounce = period(el, "debounce");
  const throttle = period(el, "throttle");
  if (debounce !== undefined) return later(one, fire, debounce);
  if (throttle === undefined) return fire();
  const wait = one.last + throttle - performance.now();
  if (wait <= 0) {
    begin(one);
    return fire();
  }
  later(one, fire, wait);
};

/** What waits runs now, in its order. */
export const flush = (): void => {
  if (!isFiring) [...waiting].forEach(fireNow);
};
