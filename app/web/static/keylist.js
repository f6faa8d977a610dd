// The list of keys: what "?" opens. Keys are switched off, chosen and set back here.

import { element } from "./element.js";
import { FIXED, KEYS, choose, present, refusal, reset } from "./keymap.js";

const row = (first, does) => element("tr", {}, element("th", { scope: "row" }, first), element("td", { textContent: does }));

function field(entry, tell) {
  const box = element("input", {
    value: present(entry.key), maxLength: 2, autocomplete: "off", spellcheck: false, autocapitalize: "off",
    "aria-label": `Key for: ${entry.does}`,
  });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("input", () => {
    const why = refusal(entry, box.value);
    box.toggleAttribute("aria-invalid", Boolean(why));
    if (why) return tell(why, true);
    choose(entry, box.value);
    tell(`“${box.value}”: ${entry.does}.`);
  });
  return box;
}

export function keyList({ onSwitch, onChange }) {
  const title = element("h2", { id: "keys-title", textContent: "Keys" });
  const said = element("p", { className: "said", hidden: true, role: "status" });
  const tell = (words, wrong = false) => {
    said.hidden = false;
    said.textContent = words;
    said.classList.toggle("error", wrong);
    onChange();
  };
  const body = element("tbody");
  const fill = () => body.replaceChildren(
    ...KEYS.map((entry) => row(field(entry, tell), entry.does)),
    ...FIXED.map((entry) => row(element("kbd", { textContent: entry.shown }), entry.does)),
  );
  const box = element("input", { type: "checkbox", id: "keys-on" });
  box.addEventListener("change", () => onSwitch(box.checked));
  const back = element("button", { type: "button", textContent: "Set all keys back" });
  back.addEventListener("click", () => {
    reset();
    fill();
    tell("All keys are as they were at first.");
  });
  const made = element("dialog", { id: "keys", className: "keys", "aria-labelledby": "keys-title" }, title,
    element("p", {}, element("label", {}, box, " Single-letter keys are on")),
    element("p", { className: "quiet", textContent: "To choose another key, type it over the one that is there. Kept in this browser." }),
    element("table", {}, body), said,
    element("form", { method: "dialog", className: "buttons" }, element("button", { textContent: "Close" }), back));
  document.body.append(made);
  return {
    open() {
      fill();
      said.hidden = true;
      box.checked = document.documentElement.dataset.keys !== "off";
      made.showModal();
    },
  };
}
