// The workspace without page jumps: links and forms of the panel are fetched and their parts put in
// place; typed text, scroll and focus stay. Everything works without this file, by whole pages.

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
  for (const part of [".selection", "#sentences fieldset"]) {
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
  if (!link || !plain || link.target || !isWorkspace(link.href)) return;
  if (!getSelection().isCollapsed && link.closest("mark")) return event.preventDefault();
  event.preventDefault();
  show(link.href);
});

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

function codePointsBefore(root, node, offset) {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

// Pressing a button would end the selection before it could be sent.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".selection")) event.preventDefault();
});

document.addEventListener("selectionchange", () => {
  const bar = document.querySelector(".selection");
  const text = document.getElementById("article-text");
  const selection = getSelection();
  if (!bar || !text || bar.contains(document.activeElement)) return;
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const chosen = range && !range.collapsed && text.contains(range.commonAncestorContainer);
  bar.hidden = !chosen;
  if (!chosen) return;
  const start = codePointsBefore(text, range.startContainer, range.startOffset);
  const end = codePointsBefore(text, range.endContainer, range.endOffset);
  bar.elements.start.value = start;
  bar.elements.end.value = end;
  const comment = bar.querySelector("a");
  if (comment) comment.search = new URLSearchParams({ start, end });
});

openWanted();
readOut();
