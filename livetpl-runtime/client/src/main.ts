// livetpl's script: finds the slots of the page that the server sent, keeps a socket open, sends actions, applies patches.

import { listen, listenFor } from "./actions";
import { LivePage } from "./page";
import { eventNames } from "./plan";
import { restore } from "./reload";
import { Transport } from "./transport";

const script = document.currentScript as HTMLScriptElement | null;

if (script?.dataset["lvtPlan"]) {
  restore();
  const page = new LivePage(script);
  const transport = new Transport(page);
  const heard = new Set<string>();
  page.askForAll = () => transport.full();
  page.planCame = (plan) => {
    const names = [...eventNames(plan)].filter((name) => !heard.has(name));
    names.forEach((name) => heard.add(name));
    listenFor(transport, names);
  };
  listen(transport);
  void page.load();
}
