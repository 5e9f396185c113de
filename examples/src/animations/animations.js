// What leaves a list fades, and what moves slides to its place. `lvt-hook="Moves"` is on the list.
(() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const timing = { duration: 300, easing: "ease-out" };

  // Where each row stands in its list: so scrolling changes nothing.
  const placesIn = (list) => new Map([...list.children].map((row) => [row, [row.offsetLeft, row.offsetTop]]));

  const slide = (row, [fromX, fromY], [toX, toY]) => {
    if (fromX === toX && fromY === toY) return;
    row.animate([{ transform: `translate(${fromX - toX}px, ${fromY - toY}px)` }, {}], timing);
  };

  // The row itself is the framework's, and gone: what fades is a copy, which nobody can click on or hears of.
  const fade = (list, row, [x, y]) => {
    const ghost = row.cloneNode(true);
    ghost.inert = true;
    ghost.classList.add("ghost");
    list.parentElement.append(ghost);
    const end = { opacity: 0, transform: `translate(${x}px, ${y}px) scale(0.6)` };
    ghost.animate([{ transform: `translate(${x}px, ${y}px)` }, end], timing).finished.finally(() => ghost.remove());
  };

  window.livetpl ??= {};
  (livetpl.hooks ??= {}).Moves = {
    mounted() {
      this.places = placesIn(this.el);
    },
    updated() {
      const before = this.places;
      this.places = placesIn(this.el);
      if (still.matches) return;
      for (const [row, place] of before) {
        const now = this.places.get(row);
        if (now) slide(row, place, now);
        else fade(this.el, row, place);
      }
    },
  };
})();
