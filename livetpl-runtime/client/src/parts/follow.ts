// Goes where the server sends the page, with the cookies that it is given first. A socket can't set cookies, and the script
// never sees them: it fetches an answer that carries them.

import type { Core, Part } from "../core";
import type { Frame } from "../frame";
import type { Nav } from "./nav";

const TRIES = 3;
const PAUSE_MS = 500;

const fetchCookies = async (post: Core["post"], ticket: string): Promise<void> => {
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

/** Does what a frame says of cookies, of the address, and of where to go; whether the page is left. */
export type Follow = (frame: Frame) => Promise<boolean>;

export const part: Part<Follow> =
  (core) =>
  async ({ cookies, redirect, navigate, query }) => {
    const nav = navigate || query !== undefined ? await core.part<Nav>("nav") : undefined;
    if (cookies) await fetchCookies(core.post, cookies);
    if (query !== undefined) nav?.replace(query);
    if (redirect) location.assign(redirect);
    else if (navigate) nav?.go(navigate);
    return !!(redirect || navigate);
  };
