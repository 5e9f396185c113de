// livetpl's script: finds the slots of the page that the server sent, keeps a socket open, sends actions, applies patches.

import { listen, listenFor } from "./actions";
import { LivePage } from "./page";
import { type Plan, eventNames, prepare } from "./plan";
import { restore } from "./reload";
import { Transport } from "./transport";

const script = document.currentScript as HTMLScriptElement | null;
const planUrl = script?.dataset["lvtPlan"];

if (script && planUrl) {
  restore();
  const page = new LivePage(script);
  const transport = new Transport(page);
  page.askForAll = () => transport.full();
  listen(transport);
  const load = async (): Promise<void> => {
    const response = await fetch(planUrl);
    if (!response.ok) throw new Error(`the plan could not be loaded: ${response.status}`);
    const plan = prepare((await response.json()) as Plan);
    page.start(plan);
    listenFor(transport, eventNames(plan));
  };
  const retry = (pause: number): void => {
    load().catch((error: unknown) => {
      console.error("livetpl:", error);
      setTimeout(() => retry(Math.min(pause * 2, 30_000)), pause);
    });
  };
  retry(500);
}
