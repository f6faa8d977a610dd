// Keys. A key presses what carries it as data-key, first where words are selected, then in what has
// the focus, in the panel, and anywhere. Single keys are off while typing, with Ctrl, Alt or Meta held, and where somebody
// switched them off (WCAG 2.1.4). The table is in keymap.js.

import { areOn, entryOf, shown, turn } from "./keymap.js";
import { keyList } from "./keylist.js";

const html = document.documentElement;
export const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

// Buttons show their keys, also to assistive technology, only while the keys are on.
function show(on = html.dataset.keys !== "off") {
  html.dataset.keys = on ? "on" : "off";
  for (const one of document.querySelectorAll("[data-key]")) {
    const letter = shown(one.dataset.key);
    const kbd = one.querySelector("kbd.key") ?? one.closest("label")?.querySelector("kbd.key");
    if (kbd) kbd.textContent = letter;
    if (on) one.setAttribute("aria-keyshortcuts", letter.replace("Ctrl", "Control").replace("Esc", "Escape"));
    else one.removeAttribute("aria-keyshortcuts");
  }
}

function target({ key, within = "#panel" }) {
  const wanted = `[data-key="${key}"]`;
  const near = document.querySelector(".selection:not([hidden])")?.querySelector(wanted)
    ?? document.activeElement?.closest(".proposal, .alike")?.querySelector(wanted);
  // The first proposal only: a key must not answer one that is further down.
  const found = near ?? document.querySelector(within)?.querySelector(wanted);
  const pressed = found ?? (within === "#panel" ? document.querySelector(wanted) : null);
  return pressed?.closest("[hidden]") || pressed?.disabled ? null : pressed;
}

// AltGr, with which many keyboards type brackets, is Ctrl and Alt to a browser.
const isHeld = (event) => (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");

// With Alt alone a step goes by a letter. A Mac types other signs then: its brackets are told by place.
const BRACKETS = { BracketLeft: ["[", "{"], BracketRight: ["]", "}"] };
function fine(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return null;
  const entry = entryOf(event.key) ?? entryOf(BRACKETS[event.code]?.[Number(event.shiftKey)]);
  return entry?.fine ? { key: `Alt+${entry.key}` } : null;
}

// What opens a dialog has no button in the panel.
const OPENS = {
  "?": () => open(),
  "/": () => document.dispatchEvent(new Event("stet:switch")),
};

document.addEventListener("keydown", (event) => {
  const small = fine(event);
  if ((isHeld(event) && !small) || event.repeat || event.isComposing || event.defaultPrevented) return;
  if (html.dataset.keys === "off") return;
  if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const entry = small ?? entryOf(event.key);
  if (!entry) return;
  const opens = OPENS[entry.key];
  const pressed = opens ? null : target(entry);
  if (!(opens || pressed) || document.body.hasAttribute("aria-busy")) return;
  event.preventDefault();
  if (opens) opens();
  else pressed.click();
});

let list = null;
function open() {
  list ??= keyList({
    onSwitch(on) {
      turn(on);
      show(on);
    },
    onChange: () => show(),
  });
  list.open();
}

const button = document.createElement("button");
Object.assign(button, { type: "button", className: "link", textContent: "Keys" });
button.setAttribute("aria-haspopup", "dialog");
button.addEventListener("click", open);
document.querySelector(".bar nav")?.append(button);
for (const shown of ["stet:shown", "stet:live"]) document.addEventListener(shown, () => show());
show(areOn());
