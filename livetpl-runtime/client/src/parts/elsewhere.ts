// Puts a file where the server says, as into S3, and tells the server how that goes. Loaded when the first one is.

import type { Item } from "./upload";

export type Elsewhere = { method: string; url: string; headers: [string, string][]; fields: [string, string][] };

const TELL_MS = 500;

export type Put = (item: Item, to: Elsewhere, say: (data: object) => void) => void;

const put: Put = (item, to, say) => {
  const { id, file } = item;
  // The server was asked again: it may have missed how it ended.
  if (item.stop) return item.tell?.();
  const request = new XMLHttpRequest();
  item.stop = () => request.abort();
  let told = Date.now();
  const end = (isThere: boolean): void => {
    item.tell = () => say(isThere ? { sent: [[id, file.size]] } : { failed: [id] });
    item.tell();
  };
  request.upload.onprogress = ({ loaded }) => {
    if (Date.now() - told < TELL_MS) return;
    told = Date.now();
    // All of it is there when the other side says so.
    say({ sent: [[id, Math.min(loaded, file.size - 1)]] });
  };
  request.onload = () => end(request.status >= 200 && request.status < 300);
  request.onerror = () => end(false);
  request.open(to.method, to.url);
  for (const [name, value] of to.headers) request.setRequestHeader(name, value);
  if (to.method !== "POST") return request.send(file);
  const form = new FormData();
  for (const [name, value] of to.fields) form.append(name, value);
  form.append("file", file);
  request.send(form);
};

export const part = (): Put => put;
