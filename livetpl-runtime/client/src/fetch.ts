// Posts one message to the page's own address: PROTOCOL.md, "Fetch".

export const post = (message: object): Promise<Response> =>
  fetch(location.href, {
    method: "POST",
    headers: { "content-type": "application/json", "x-livetpl": "1" },
    body: JSON.stringify(message),
  });
