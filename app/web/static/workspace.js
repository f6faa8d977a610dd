// The workspace without page jumps: links and forms of the panel are fetched and their parts put in
// place; typed text, scroll and focus stay. Everything works without this file, by whole pages.

import { codePointsBefore, selectedIn } from "./selected.js";

import { foresee, forget } from "./foresee.js";

const PARTS = ["strip", "article-text", "panel"];
const own = (url) => new URL(url, location).origin === location.origin;
const isWorkspace = (url) => own(url) && /^\/(claims|checks)\/\d+$/.test(new URL(url, location).pathname);

async function show(url, options = {}, push = true) {
  document.body.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { method: options.method, body: options.body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const before = standing(options.button);
    const parts = PARTS.map((id) => [document.getElementById(id), page.getElementById(id)]);
    // Not the workspace (log-in, an error): what was typed is kept, and the whole page is shown.
    if (parts.some(([old, fresh]) => !old || !fresh)) return leave(answer, options);
    for (const [old, fresh] of parts) old.replaceWith(fresh);
    replaceAddForms(page);
    document.title = page.title;
    // The answer's address has no fragment: it is the one that was asked for.
    // A form that was refused has no page of its own to come back to.
    const hasPage = !options.method || answer.redirected;
    if (push && hasPage) history.pushState(null, "", answer.url + new URL(url, location).hash);
    arrive(before);
  } catch {
    say("The server does not answer. What you typed is still here: try again in a moment.");
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

function leave(answer, options) {
  if (answer.redirected || !options.method) location.assign(answer.url);
  else say(`The server refused this (${answer.status}). What you typed is still here.`);
}

// What stands below the text. The sentences are left alone, with their ticks, where they are the same.
function replaceAddForms(page) {
  for (const part of ["#bars", "#sentences fieldset"]) {
    const [old, fresh] = [document, page].map((where) => where.querySelector(part));
    if (old && fresh && old.innerHTML !== fresh.innerHTML) old.replaceWith(fresh);
  }
}

// Which tool a button was pressed in, so that it is open, and focused, again: three words, three presses.
// Or which proposal, or claim that is alike, was answered: the one that takes its place is next.
const ROWS = { ".proposal": "#timeline", ".alike": "#same" };

function standing(button) {
  for (const row of Object.keys(ROWS)) {
    const answered = button?.closest(row);
    if (answered) return { row, at: [...document.querySelectorAll(row)].indexOf(answered) };
  }
  const tool = button?.closest("details.tool");
  return tool ? { tool: tool.querySelector("summary").textContent, button: button.textContent } : null;
}

function nextRow(panel, before) {
  if (!before?.row) return null;
  const waiting = [...panel.querySelectorAll(before.row)];
  return waiting[before.at] ?? waiting.at(-1) ?? panel.querySelector(ROWS[before.row]);
}

function sameButton(panel, before) {
  const tools = before?.tool ? [...panel.querySelectorAll("details.tool")] : [];
  const tool = tools.find((one) => one.querySelector("summary").textContent === before.tool);
  const button = [...(tool?.querySelectorAll("button") ?? [])].find((one) => one.textContent === before.button);
  if (button) tool.open = true;
  return button;
}

function arrive(before = null) {
  const panel = document.getElementById("panel");
  const problems = panel.querySelector(".problems");
  const again = problems ? null : nextRow(panel, before) ?? sameButton(panel, before);
  panel.scrollTop = 0;
  if (again) again.focus();
  else (problems ?? panel).focus({ preventScroll: matchMedia("(min-width: 64rem)").matches });
  document.querySelector("mark.current")?.scrollIntoView({ block: "nearest" });
  openWanted();
  readOut();
  document.dispatchEvent(new Event("stet:shown"));
}

// What stands in a box from the start is not read out everywhere: the message, then which claim it is.
function readOut() {
  const message = document.querySelector("#panel > .flash")?.textContent ?? "";
  const claim = document.querySelector("[data-says]")?.dataset.says ?? "";
  document.getElementById("said").textContent = [message, claim].filter(Boolean).join(" ");
}

function openWanted() {
  const wanted = location.hash && document.querySelector(`details${location.hash}`);
  if (!wanted) return;
  wanted.open = true;
  (wanted.querySelector(".picks a") ?? wanted.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
}

function say(words) {
  let box = document.querySelector("#panel > .problems.offline");
  if (!box) {
    box = document.createElement("div");
    box.className = "problems offline";
    box.setAttribute("role", "alert");
    document.getElementById("panel").prepend(box);
  }
  box.textContent = words;
  box.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || event.defaultPrevented || link.target || !isWorkspace(link.href)) return;
  if (!getSelection().isCollapsed && link.closest("mark")) return event.preventDefault();
  event.preventDefault();
  const stack = claimsAt(link);
  const next = onward(stack);
  // Keys have their own ways through the claims, and no place of the mouse.
  if (!stack.length || !event.detail || next === stack[0]) show(link.href);
  else if (next) show(`/claims/${next}#panel`);
  else placeCaret(event);
});

// The claims that cover a place of the text, the shortest first: the link leads to that one.
function claimsAt(link) {
  const found = [];
  for (let mark = link.closest("mark"); mark; mark = mark.parentElement.closest("mark")) found.push(mark.dataset.claim);
  const length = new Map(found.map((claim) => [claim, lengthOf(claim)]));
  return found.sort((one, other) => length.get(one) - length.get(other));
}

function lengthOf(claim) {
  const parts = [...document.querySelectorAll(`#article-text mark[data-claim="${claim}"]`)];
  return parts.reduce((sum, part) => sum + part.textContent.length, 0);
}

// Each further click takes up the next of them, and begins again; none where only the current one is.
function onward(stack) {
  const current = document.querySelector("mark.current")?.dataset.claim;
  const at = stack.indexOf(current);
  return stack.length === 1 && at === 0 ? null : stack[(at + 1) % stack.length];
}

// A link takes the click for itself, where plain text would get the caret.
function placeCaret({ clientX, clientY }) {
  const place = document.caretPositionFromPoint?.(clientX, clientY);
  const range = place ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const [node, offset] = place ? [place.offsetNode, place.offset] : [range?.startContainer, range?.startOffset];
  if (node) getSelection().collapse(node, offset);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#panel, .text, #strip")) return;
  event.preventDefault();
  if (document.body.hasAttribute("aria-busy")) return; // pressed twice
  const body = new URLSearchParams(new FormData(form, event.submitter));
  // Not `submitter.formAction`, which is the page itself where the attribute is missing.
  show(event.submitter?.getAttribute("formaction") ?? form.getAttribute("action"), { method: "POST", body, button: event.submitter });
});

addEventListener("popstate", () => show(location.href, {}, false));

// ---- a claim out of selected words: offsets count code points, as the server does

// Pressing a button would end the selection before it could be sent.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".selection")) event.preventDefault();
});

document.addEventListener("selectionchange", () => {
  const bars = document.getElementById("bars");
  const text = document.getElementById("article-text");
  if (!bars || !text || bars.contains(document.activeElement)) return;
  const here = selectedIn(text);
  offerWords(bars.querySelector("#chosen-words"), here?.collapsed ? null : here, text);
  offerSplit(bars.querySelector("#parting"), here?.collapsed ? here : null, text);
});

function offerWords(bar, range, text) {
  bar.hidden = !range;
  if (!range) return forget();
  const start = codePointsBefore(text, range.startContainer, range.startOffset);
  const end = codePointsBefore(text, range.endContainer, range.endOffset);
  bar.elements.start.value = start;
  bar.elements.end.value = end;
  const comment = bar.querySelector("a");
  if (comment) comment.search = new URLSearchParams({ revision: bar.elements.revision.value, start, end });
  foresee(bar);
}

// The caret stands in the current claim: it can be split before the word that the caret is in. Where
// that is no place to split it, before the nearest one; the list in the panel knows them all.
function offerSplit(bar, range, text) {
  if (!bar) return;
  const node = range?.startContainer;
  const inside = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("mark.current");
  const places = [...document.querySelectorAll("#split-at option")];
  bar.hidden = !inside || !places.length;
  if (bar.hidden) return;
  const at = codePointsBefore(text, node, range.startOffset);
  const before = places.filter((place) => Number(place.value) <= at);
  const found = before.at(-1) ?? places[0];
  found.selected = true;
  bar.elements.at.value = found.value;
  bar.querySelector("q").textContent = found.textContent;
}

openWanted();
readOut();
