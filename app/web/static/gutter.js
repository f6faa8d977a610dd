// In the margin, a tick for each claim at the line where it begins: its shape and colour tell where it
// stands. The marks say the same, so nobody needs the ticks who does not see them.

import { element } from "./element.js";

const gutter = element("div", { className: "gutter", "aria-hidden": "true" });
const text = () => document.getElementById("article-text");
const sizes = new ResizeObserver(() => draw());
let watched = null;

function draw() {
  const article = text();
  if (watched !== article) {
    watched = article;
    sizes.disconnect();
    sizes.observe(article);
    article.before(gutter);
  }
  const { top } = article.getBoundingClientRect();
  const inLine = new Map();
  const ticks = [...article.querySelectorAll("mark[id]")].map((mark) => {
    const line = Math.round(mark.getClientRects()[0].top - top);
    const before = inLine.get(line) ?? 0;
    inLine.set(line, before + 1);
    return tick(mark, line, before);
  });
  gutter.replaceChildren(...ticks);
}

// Of several in a line the first stands nearest to it.
function tick(mark, line, before) {
  const { href } = mark.querySelector("a");
  const made = element("a", { href, className: mark.className, tabIndex: -1 });
  made.style.insetBlockStart = `${line}px`;
  made.style.insetInlineStart = `${-before}em`;
  return made;
}

for (const shown of ["stet:shown", "stet:live"]) document.addEventListener(shown, draw);
draw();
