// Single-letter keys: one table, shown by "?". A key presses what carries it as data-key, first in
// what has the focus, then in the panel. Off while typing, with Ctrl, Alt or Meta held, and where
// somebody switched them off (WCAG 2.1.4); the switch is kept in this browser.

const KEYS = [
  { key: "y", does: "Confirm the proposal", within: ".proposal" },
  { key: "e", does: "Change the proposal before it is recorded", within: ".proposal" },
  { key: "n", does: "Dismiss the proposal", within: ".proposal" },
  { key: "/", does: "Search, or go somewhere; Ctrl+K does so too", run: () => document.dispatchEvent(new Event("stet:switch")) },
  { key: "?", does: "Show the keys", run: () => open() },
];

const STORE = "stet:keys";
const html = document.documentElement;
const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

function areOn() {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}

function turn(on) {
  try {
    if (on) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, "off");
  } catch {
    // Nothing can be kept here: the choice holds for this page.
  }
  show(on);
}

// Buttons show their keys, also to assistive technology, only while the keys are on.
function show(on = html.dataset.keys !== "off") {
  html.dataset.keys = on ? "on" : "off";
  for (const one of document.querySelectorAll("[data-key]")) {
    if (on) one.setAttribute("aria-keyshortcuts", one.dataset.key);
    else one.removeAttribute("aria-keyshortcuts");
  }
}

function target({ key, within }) {
  const near = document.activeElement?.closest(within);
  return (near ?? document.querySelector(within))?.querySelector(`[data-key="${key}"]`);
}

document.addEventListener("keydown", (event) => {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing;
  if (held || event.defaultPrevented || html.dataset.keys === "off") return;
  if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const entry = KEYS.find(({ key }) => key === event.key);
  const pressed = entry && (entry.run ?? target(entry));
  if (!pressed || document.body.hasAttribute("aria-busy")) return;
  event.preventDefault();
  if (entry.run) entry.run();
  else pressed.click();
});

// ---- the list of keys, with the switch

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function row({ key, does }) {
  const keyboard = element("kbd", { textContent: key });
  return element("tr", {}, element("th", { scope: "row" }, keyboard), element("td", { textContent: does }));
}

function dialog() {
  const title = element("h2", { id: "keys-title", textContent: "Keys" });
  const table = element("table", {}, element("tbody", {}, ...KEYS.map(row)));
  const box = element("input", { type: "checkbox", id: "keys-on" });
  box.addEventListener("change", () => turn(box.checked));
  const label = element("label", {}, box, " Single-letter keys are on");
  const close = element("form", { method: "dialog" }, element("button", { textContent: "Close" }));
  const made = element("dialog", { id: "keys", className: "keys" }, title, table, element("p", {}, label), close);
  made.setAttribute("aria-labelledby", "keys-title");
  document.body.append(made);
  return made;
}

function open() {
  const shown = document.getElementById("keys") ?? dialog();
  shown.querySelector("#keys-on").checked = html.dataset.keys !== "off";
  shown.showModal();
}

const button = element("button", { type: "button", className: "link", textContent: "Keys" });
button.setAttribute("aria-haspopup", "dialog");
button.addEventListener("click", open);
document.querySelector(".bar nav")?.append(button);
document.addEventListener("stet:shown", () => show());
show(areOn());
