// Makes the directory smoother where htmx runs: links are followed in place, what a visitor has
// unfolded stays so, and the focus is never lost. Without it every link and button works as such.
"use strict";

(() => {
  const directory = document.getElementById("wn-directory");
  if (!directory || !window.htmx) return;

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const found = () => document.getElementById("wn-found");
  let open = new Set();
  let seen = new Set();

  directory.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-wn-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const leafing = link.closest(".wn-pages");
    window.htmx
      .ajax("GET", link.getAttribute("href"), { source: directory, target: "#wn-results", swap: "outerHTML" })
      .then(() => leafing && found().scrollIntoView());
  });

  // With the form sent one wants to see what is found: on a telephone the boxes are in the way.
  directory.addEventListener("submit", () => {
    directory.querySelector(".wn-facets").open = false;
    found().focus();
  });

  document.body.addEventListener("htmx:beforeSwap", () => {
    const boxes = [...directory.querySelectorAll("#wn-facets details")];
    seen = new Set(boxes.map((box) => box.id));
    open = new Set(boxes.filter((box) => box.open).map((box) => box.id));
  });

  document.body.addEventListener("htmx:afterSettle", () => {
    for (const box of directory.querySelectorAll("#wn-facets details")) {
      if (seen.has(box.id)) box.open = open.has(box.id);
    }
    if (document.activeElement === document.body) found().focus({ preventScroll: true });
  });

  // Across the map with the arrow keys, to the nearest tile in that direction.
  directory.addEventListener("keydown", (event) => {
    const tile = event.target.closest(".wn-tile");
    const arrow = ARROWS[event.key];
    if (!tile || !arrow) return;
    const next = nearest(tile, arrow);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function nearest(tile, [right, down]) {
    const here = middle(tile);
    const ranked = [...directory.querySelectorAll("a.wn-tile")].map((other) => {
      const there = middle(other);
      const along = (there.x - here.x) * right + (there.y - here.y) * down;
      const aside = Math.abs((there.x - here.x) * down) + Math.abs((there.y - here.y) * right);
      return { other, along, far: along + 2 * aside };
    });
    const ahead = ranked.filter(({ along, far }) => along > 1 && far < 5 * along);
    return ahead.sort((one, two) => one.far - two.far)[0]?.other;
  }

  function middle(tile) {
    const box = tile.querySelector("rect").getBoundingClientRect(); // without the caption
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
})();
