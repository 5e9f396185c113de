// A page from before a deploy, or of another user, loads once more. What was typed is kept by the part `typed`.

/** Where what was typed is kept meanwhile. */
export const TYPED = "lvt-typed";
const TRIED = "lvt-reloaded";

/** What is kept for this tab; nothing where the browser keeps nothing for this site. */
export const storage = (): Storage | null => {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
};

/** Loads the page of a newer build; `keep` keeps what was typed. */
export const reload = (planHash: string, keep?: () => void): void => {
  // One plan is left behind once: a server that keeps saying so is not obeyed for ever.
  // Without storage nobody would know.
  const kept = storage();
  if (!kept || kept.getItem(TRIED) === planHash) return;
  kept.setItem(TRIED, planHash);
  keep?.();
  location.reload();
};

/** The page has joined: should it be left behind again, it loads again. */
export const settled = (): void => storage()?.removeItem(TRIED);

/** Loads the page as whom this browser is now. Nothing of the one before stays, nor what the browser would put back into
 *  the fields of a page that is loaded again. */
export const renew = (): void => {
  document.body.replaceChildren();
  location.reload();
};
