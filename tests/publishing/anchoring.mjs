// Has libraries of others find our quotes in a page. Standard input: {"page": HTML, "selectors": [...]},
// Web Annotation selectors of the page; standard output: for each, what each library found.

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { page, selectors } = JSON.parse(readFileSync(0, "utf8"));
const { window } = new JSDOM(page);
const { document } = window;
// The libraries were written for browsers: they look for these in the global scope.
for (const name of ["Node", "NodeFilter", "Range", "HTMLElement", "Element", "Text"]) globalThis[name] = window[name];
Object.assign(globalThis, { window, document });

const apache = await import("@apache-annotator/dom");
const { makeRefinable } = await import("@apache-annotator/selector");
const textQuote = await import("dom-anchor-text-quote");
const toRange = textQuote.toRange ?? textQuote.default.toRange;

const matcher = makeRefinable((selector) => ({
  TextQuoteSelector: apache.createTextQuoteSelectorMatcher,
  TextPositionSelector: apache.createTextPositionSelectorMatcher,
  CssSelector: apache.createCssSelectorMatcher,
})[selector.type](selector));

const article = document.getElementById("article-text");
const told = (found) => found && {
  text: String(found.toString === Object.prototype.toString ? found.textContent : found),
  isInArticle: article.contains(found.startContainer ?? found),
};

async function byApache(selector) {
  const found = [];
  for await (const one of matcher(selector)(document.body)) found.push(told(one));
  return found;
}

const answers = [];
for (const selector of selectors) {
  const quote = selector.type === "TextQuoteSelector" ? told(toRange(document.body, selector)) : null;
  answers.push({ apache: await byApache(selector), quote });
}
process.stdout.write(JSON.stringify(answers));
