// A guest selects words of the article: a bar offers to comment on them.

import { codePointsBefore, selectedIn } from "./selected.js";

const text = document.getElementById("article-text");
const bar = document.getElementById("chosen-words");
const link = bar.querySelector("a");

document.addEventListener("selectionchange", () => {
  if (bar.contains(document.activeElement)) return;
  const range = selectedIn(text);
  bar.hidden = !range || range.collapsed;
  if (bar.hidden) return;
  const start = codePointsBefore(text, range.startContainer, range.startOffset);
  const end = codePointsBefore(text, range.endContainer, range.endOffset);
  link.search = new URLSearchParams({ start, end, revision: link.dataset.revision });
});
