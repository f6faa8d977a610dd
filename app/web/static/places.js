// Shows a passage in the article: scrolls to it and marks it without touching the article's text.
// Without this file the link is a text fragment, which browsers follow by themselves.

const pane = () => document.getElementById("article-text");

// Offsets count code points, as the server does.
export function range(start, end) {
  const found = document.createRange();
  const walker = document.createTreeWalker(pane(), NodeFilter.SHOW_TEXT);
  let before = 0;
  while (walker.nextNode()) {
    const { data } = walker.currentNode;
    const points = [...data];
    const offset = (at) => points.slice(0, at - before).join("").length;
    if (start >= before && start < before + points.length) found.setStart(walker.currentNode, offset(start));
    if (end > before && end <= before + points.length) {
      found.setEnd(walker.currentNode, offset(end));
      return found;
    }
    before += points.length;
  }
  return null;
}

function scrollTo(found) {
  const box = found.getBoundingClientRect();
  const side = pane().closest(".text");
  const scrolls = side.scrollHeight > side.clientHeight && getComputedStyle(side).overflowY === "auto";
  const frame = scrolls ? side : document.scrollingElement;
  const top = scrolls ? side.getBoundingClientRect().top : 0;
  frame.scrollBy({ top: box.top - top - frame.clientHeight / 3 });
}

addEventListener("click", (event) => {
  const link = event.target.closest("a.place");
  if (!link || !pane() || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const found = range(Number(link.dataset.start), Number(link.dataset.end));
  if (!found) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (globalThis.Highlight) CSS.highlights.set("place", new Highlight(found));
  scrollTo(found);
}, true);

document.addEventListener("stet:shown", () => globalThis.Highlight && CSS.highlights.delete("place"));
