// Loads plans. One that can't be had yet is asked for until it comes: another process may be the one that knows it.

import { type Plan, hasPlan, keepPlan } from "./plan";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Tries until it works; `tries`: how often that was in vain. */
export const persist = async <T>(work: (tries: number) => Promise<T>): Promise<T> => {
  for (let tries = 0, pause = FIRST_PAUSE_MS; ; tries++, pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work(tries);
    } catch (error) {
      console.error("livetpl:", error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
};

export const loadPlan = (url: string): Promise<Plan> =>
  persist(async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the plan could not be loaded: ${response.status}`);
    return (await response.json()) as Plan;
  });

/** Loads the plans of nested templates that are not here; those that came. `urlOf` tells where one is. */
export const loadNested = (hashes: string[], urlOf: (hash: string) => string): Promise<Plan[]> =>
  Promise.all(
    hashes
      .filter((hash) => !hasPlan(hash))
      .map(async (hash) => {
        const plan = await loadPlan(urlOf(hash));
        keepPlan(hash, plan);
        return plan;
      }),
  );
