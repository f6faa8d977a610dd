// Small steps within the workspace that need no answer of the server: between text and panel, to a
// part of the panel, taking a source that is at hand, marks on and off, the panel as a sheet.

import { TYPING } from "./keys.js";

const html = document.documentElement;
const panel = () => document.getElementById("panel");
const narrow = matchMedia("(max-width: 63.99rem)");

// ---- the panel is a sheet where the screen is narrow

function sheet(open) {
  html.dataset.sheet = open ? "open" : "closed";
}

const wanted = location.hash && location.hash !== "#article-text";
sheet(Boolean(wanted || document.querySelector("#panel .problems")));
// A key may press what stands in a sheet that is closed.
document.addEventListener("click", (event) => {
  if (event.target.closest("#panel, mark, a[href$='#panel']")) sheet(true);
}, true);

// ---- from the text into the panel, and back to the same place

let last = null;
let before = null;
document.addEventListener("focusin", ({ target }) => {
  if (panel()?.contains(target)) last = target;
  else if (target.closest(".text")) before = target;
});

function enter() {
  sheet(true);
  (last?.isConnected && last.checkVisibility() ? last : panel()).focus();
}

function back() {
  sheet(false);
  const place = before?.isConnected ? before : document.querySelector("mark.current a") ?? document.getElementById("article-text");
  if (!place.matches("a, button, input, summary")) place.tabIndex = -1;
  const seen = place.getBoundingClientRect();
  const isSeen = seen.top >= 0 && seen.bottom <= innerHeight;
  place.focus({ preventScroll: isSeen });
}

function goTo(id) {
  const part = document.getElementById(id);
  if (!part) return;
  if (part.matches("details")) part.open = true;
  const first = part.querySelector(".picks a, .alike") ?? part.querySelector("input:not([type=hidden]), select, textarea") ?? part;
  first.focus();
  part.scrollIntoView({ block: "nearest" });
}

// ---- a source at hand, taken over as it was used last

function takeSource({ dataset }) {
  const form = document.getElementById("review");
  const given = { known_source: dataset.source, stance: dataset.stance, excerpt: dataset.excerpt, locator: dataset.locator };
  for (const [name, value] of Object.entries(given)) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
  const title = form.elements.known_source.selectedOptions[0]?.textContent ?? "The source";
  say(`${title} is filled in with its last excerpt. Nothing is saved yet.`);
  panel().focus({ preventScroll: true });
  document.getElementById("verdict")?.scrollIntoView({ block: "nearest" });
}

export function say(words) {
  document.getElementById("said").textContent = words;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const address = link.getAttribute("href");
  const act = link.matches(".picks a") ? () => takeSource(link)
    : address === "#panel" ? enter
    : address === "#article-text" ? back
    : link.matches(".jumps a[href^='#']") ? () => goTo(address.slice(1)) : null;
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);

// ---- keys that move within

const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
const CONTROL = "a, button, input, select, textarea, summary, dialog";

function arrows(event) {
  const list = event.target.closest(".picks, .same");
  const rows = [...(list?.querySelectorAll(list.matches(".picks") ? "a" : ".alike") ?? [])].filter((row) => row.checkVisibility());
  const at = rows.indexOf(event.target.closest(".picks a, .alike"));
  const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

// In a field, the browser undoes what was typed there.
function undoes(event) {
  if (event.target.closest(TYPING)) return;
  event.preventDefault();
  if (!document.body.hasAttribute("aria-busy")) press(event.shiftKey ? "Z" : "z");
}

function saves(event) {
  const form = event.target.closest("form:not([method=dialog])") ?? document.getElementById("review");
  const button = event.key === "Enter" ? form?.querySelector("button.main") : form?.querySelector("[data-key='Control+s']");
  event.preventDefault();
  (button ?? form?.querySelector("button"))?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z") return undoes(event);
  if (command && (event.key === "Enter" || event.key === "s")) return saves(event);
  if (!plain) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return arrows(event);
  if (event.key === "Escape" && panel()?.contains(event.target)) press("Escape");
  if (event.key !== "Enter") return;
  const rationale = document.getElementById("rationale");
  if (event.target.matches(".verdicts input") && rationale) {
    // Else Enter would save a ruling that has no reasons yet.
    event.preventDefault();
    rationale.focus();
  } else if (!event.target.closest(CONTROL) || event.target.matches("mark.current a")) {
    if (panel()?.contains(event.target)) return;
    event.preventDefault();
    press("Enter");
  }
});

// ---- verdicts by key, marks on and off, what was selected

document.addEventListener("change", ({ target }) => {
  if (target.matches(".verdicts input")) target.focus();
});

const MARKS = "stet:marks";
function marks(shown) {
  html.dataset.marks = shown ? "on" : "off";
  const button = document.getElementById("marks");
  if (!button) return;
  button.hidden = false;
  button.querySelector("span").textContent = shown ? "Hide marks" : "Show marks";
}

function keptMarks() {
  try {
    return localStorage.getItem(MARKS) !== "off";
  } catch {
    return html.dataset.marks !== "off";
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("#marks")) return;
  const shown = html.dataset.marks === "off";
  try {
    if (shown) localStorage.removeItem(MARKS);
    else localStorage.setItem(MARKS, "off");
  } catch {
    // The choice holds for this page.
  }
  marks(shown);
  say(shown ? "The marks are shown." : "The marks are hidden.");
});

document.addEventListener("stet:shown", () => {
  marks(keptMarks());
  if (narrow.matches) sheet(true);
});
document.addEventListener("stet:live", () => marks(keptMarks()));
marks(keptMarks());
