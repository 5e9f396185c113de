// Posts one message to the page's own address: PROTOCOL.md, "Fetch".

/** Some proxies never answer; nothing waits for them for ever. */
const PATIENCE_MS = 30_000;

export const post = (message: object): Promise<Response> =>
  fetch(location.href, {
    method: "POST",
    headers: { "content-type": "application/json", "x-livetpl": "1" },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
