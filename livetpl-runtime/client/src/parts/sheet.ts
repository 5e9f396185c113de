// Gives the page a stylesheet for an element of the script's own: a strict policy allows it, and nothing is left in the markup.

export const dress = (style: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // In a browser without such sheets the element is there for those who listen to the page, without looks.
  }
};
