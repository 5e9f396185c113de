// The harness page: opens a template's page in a frame, hands it the server's frames, and looks at every node.

const cut = (text, at) => text.slice(Math.max(0, at - 60), at + 120);

const difference = (found, wanted) => {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at++;
  return `found  ${cut(found, at)}\nwanted ${cut(wanted, at)}`;
};

const open = (path) =>
  new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.src = path;
    window.proofReady = () => done(frame);
    document.body.append(frame);
  });

// A page's elements in order, without the script's.
const elementsOf = (doc) => {
  const root = doc.querySelector("[data-lvt-root]");
  const all = root ? [...root.querySelectorAll("*")] : [...doc.querySelectorAll("*")];
  return all.filter((el) => !el.dataset?.lvtPlan);
};

// Which of several selected options one sees depends on their history: no page should say so.
const isAmbiguous = (el) => {
  const select = el.closest("select");
  return select && !select.multiple && select.querySelectorAll("option[selected]").length > 1;
};

const properties = ["value", "checked", "selected", "open", "disabled", "hidden"];

// What is wrong with the live page, compared with one that a browser parses anew.
const compare = (doc, html) => {
  const live = doc.documentElement.cloneNode(true);
  live.removeAttribute("data-lvt-status");
  live.normalize();
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const [before, after] = [elementsOf(doc), elementsOf(fresh)];
  const wanted = fresh.documentElement;
  wanted.normalize();
  if (!live.isEqualNode(wanted)) {
    const texts = [live.outerHTML, wanted.outerHTML];
    if (texts[0] === texts[1]) return `nodes differ, though the HTML does not: ${texts[0]}`;
    return `the page is not a fresh page:\n${difference(...texts)}`;
  }
  for (let i = 0; i < after.length; i++) {
    if (isAmbiguous(before[i])) continue;
    for (const name of properties) {
      if (before[i][name] !== after[i][name]) {
        return `${name} of ${before[i].outerHTML} is ${before[i][name]}, on a fresh page ${after[i][name]}`;
      }
    }
  }
  return null;
};

// The elements by number; what is wrong with them, where the frame before had `kept`.
const follow = (doc, numbers, kept) => {
  const elements = elementsOf(doc);
  if (elements.length !== numbers.length) return [kept, `${elements.length} elements, not ${numbers.length}`];
  const now = new Map();
  let wrong = null;
  numbers.forEach((number, i) => {
    if (!number) return;
    const before = kept.get(number);
    if (before && before !== elements[i]) wrong ??= `this element was built anew: ${elements[i].outerHTML}`;
    now.set(number, elements[i]);
  });
  return [now, wrong];
};

// Runs one template's transitions: how many there were, or the first that did not hold.
window.proof = async (name) => {
  const { first, steps } = await (await fetch(`/case/${name}`)).json();
  const frame = await open(`/page/${name}`);
  const win = frame.contentWindow;
  try {
    let kept = new Map();
    let wrong = win.proofComplaints[0] ?? compare(win.document, first.html);
    if (!wrong) [kept, wrong] = follow(win.document, first.numbers, kept);
    if (wrong) return { step: 0, wrong };
    let seq = 0;
    for (let i = 0; i < steps.length; i++) {
      const { patch, html, numbers } = steps[i];
      if (patch) win.proofSocket.onmessage({ data: JSON.stringify({ seq: ++seq, patch }) });
      wrong = win.proofComplaints[0] ?? compare(win.document, html);
      if (!wrong) [kept, wrong] = follow(win.document, numbers, kept);
      if (wrong) return { step: i + 1, wrong };
    }
    return { step: steps.length, wrong: null };
  } finally {
    frame.remove();
  }
};
