// Goes where the server sends the page, with the cookies that it is given first. A socket can't set cookies, and the script
// never sees them: it fetches an answer that carries them.

import { post } from "./fetch";
import type { Frame } from "./frame";

const TRIES = 3;
const PAUSE_MS = 500;

const fetchCookies = async (ticket: string): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      const { ok, status } = await post({ cookies: ticket });
      if (!ok) console.error(`livetpl: the cookies were refused: ${status}`);
      return;
    } catch (error) {
      if (tries === TRIES) return console.error("livetpl: the cookies could not be fetched", error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
};

/** Does what a frame says of cookies and of where to go; whether the page is left. */
export const follow = async ({ cookies, redirect }: Frame): Promise<boolean> => {
  if (cookies) await fetchCookies(cookies);
  if (redirect) location.assign(redirect);
  return !!redirect;
};
