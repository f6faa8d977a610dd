// The quick switcher: Ctrl+K, or "/" (keys.js), opens a dialog that lists fact-checks, claims and
// pages while somebody types. Without it, the form in the header searches.

import { element } from "./element.js";

const form = document.querySelector("form.find");
const PAUSE = 180;
let box, list, said, waiting, asked, opener;

function dialog() {
  const label = element("label", { htmlFor: "switch-q", textContent: "Go to, or search for" });
  box = element("input", {
    id: "switch-q", name: "q", type: "text", maxLength: 200, autocomplete: "off",
    role: "combobox", "aria-expanded": "false", "aria-controls": "switch-list", "aria-autocomplete": "list",
  });
  list = element("div", { id: "switch-list", hidden: true, role: "listbox", "aria-label": "Found" });
  said = element("p", { className: "quiet", role: "status" });
  const search = element("form", { action: form.action }, label, box);
  const close = element("form", { method: "dialog" }, element("button", { textContent: "Close" }));
  const made = element("dialog", { id: "switcher", className: "switcher", "aria-label": "Go to" }, search, list, said, close);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    // Neither Enter nor an arrow may go to what was found for other words.
    asked?.abort();
    choose();
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", press);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("a") && made.close());
  made.addEventListener("close", () => opener?.isConnected && opener.focus());
  document.body.append(made);
  return made;
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const answer = await fetch(`${form.dataset.quick}?q=${encodeURIComponent(box.value)}`, { signal });
    if (answer.redirected || !answer.ok) throw new Error(answer.status);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!signal.aborted) show([...found.body.children]);
  } catch {
    if (!signal.aborted) show([], "This could not be looked up. Press Enter to search on a page of its own.");
  }
}

function show(groups, words = "Nothing is found here. Press Enter to search everything.") {
  list.replaceChildren(...groups);
  const found = options();
  found.forEach((one, index) => (one.id = `switch-${index}`));
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(found.length > 0));
  said.textContent = found.length ? `${found.length} found. Arrows choose, Enter goes there.` : words;
  // What was typed is most likely its first hit; with nothing typed, Enter goes nowhere by itself.
  choose(box.value.trim() ? found[0] : undefined);
}

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function chosen() {
  return list.querySelector("[aria-selected=true]");
}

function choose(one) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!one) return box.removeAttribute("aria-activedescendant");
  one.setAttribute("aria-selected", "true");
  one.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", one.id);
}

function press(event) {
  const found = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || !found.length) return;
  if (step) {
    event.preventDefault();
    const at = found.indexOf(chosen());
    choose(found[at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length]);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    chosen().click();
  }
}

function open() {
  if (!form || document.querySelector("dialog[open]")) return;
  opener = document.activeElement;
  const shown = document.getElementById("switcher") ?? dialog();
  box.value = "";
  list.replaceChildren();
  shown.showModal();
  box.focus();
  ask();
}

document.addEventListener("stet:switch", open);
document.addEventListener("keydown", (event) => {
  const pressed = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  if (!pressed || event.defaultPrevented || !form) return;
  event.preventDefault();
  open();
});
