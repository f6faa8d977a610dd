// The one table of keys. What carries a key as data-key names the key that it has from the start;
// somebody may choose another, and may switch single keys off. Both are kept in this browser.

export const KEYS = [
  { key: "j", does: "Next claim" },
  { key: "k", does: "Previous claim" },
  { key: "J", does: "Next open claim" },
  { key: "K", does: "Previous open claim" },
  { key: "1", does: "Verdict: the first of the list", within: ".verdicts" },
  { key: "2", does: "Verdict: the second", within: ".verdicts" },
  { key: "3", does: "Verdict: the third", within: ".verdicts" },
  { key: "0", does: "Verdict: unproven", within: ".verdicts" },
  { key: "s", does: "Add a source" },
  { key: "e", does: "Add a statement; on a proposal, change it before it is recorded", within: ".jumps" },
  { key: "m", does: "Comment on the claim, or on the selected words" },
  { key: "d", does: "Same claim? What is linked, said twice, checked before" },
  { key: "a", does: "Sign off" },
  { key: "r", does: "Return the ruling, with a reason" },
  { key: "y", does: "Confirm the proposal; link the claim that is in focus as the same", within: ".proposal" },
  { key: "n", does: "Dismiss the proposal; remember that the claim in focus differs", within: ".proposal" },
  { key: "v", does: "Copy the evidence of the claim in focus", within: ".alike:focus-within" },
  { key: "c", does: "New claim from the selected words" },
  { key: "{", does: "Start the claim a word earlier", fine: true },
  { key: "}", does: "Start the claim a word later", fine: true },
  { key: "[", does: "End the claim a word earlier", fine: true },
  { key: "]", does: "End the claim a word later", fine: true },
  { key: "x", does: "Split the claim before the word clicked on, or choose where" },
  { key: "z", does: "Undo your last step" },
  { key: "Z", does: "Do again what you undid" },
  { key: "h", does: "Hide or show the marks" },
  { key: "p", does: "Preview" },
  { key: "/", does: "Search, or go somewhere; Ctrl+K does so too" },
  { key: "?", does: "Show the keys" },
];

// These work while typing too, or are what browsers do with these keys anyway: they stay as they are.
export const FIXED = [
  { key: "Control+Enter", shown: "Ctrl+Enter", does: "Save and go to the next open claim" },
  { key: "Control+s", shown: "Ctrl+S", does: "Save" },
  { key: "Control+z", shown: "Ctrl+Z", does: "Undo, outside of fields; Ctrl+Shift+Z does it again" },
  { key: "Alt", shown: "Alt", does: "Held with a key that moves an end of the claim: by a letter instead of a word" },
  { key: "Enter", shown: "Enter", does: "From the text into the panel; from a verdict to the rationale" },
  { key: "Escape", shown: "Esc", does: "Back to the text, at the same place" },
];

const SWITCH = "stet:keys";
const CHOSEN = "stet:keymap";
const isOne = (key) => typeof key === "string" && /^[^\s\p{C}]$/u.test(key);

function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Nothing can be kept here: the choice holds for this page.
  }
}

function readChosen() {
  try {
    const kept = Object.entries(JSON.parse(read(CHOSEN) ?? "{}") ?? {});
    return new Map(kept.filter(([from, to]) => KEYS.some(({ key }) => key === from) && isOne(to)));
  } catch {
    return new Map();
  }
}

let chosen = readChosen();

export const areOn = () => read(SWITCH) !== "off";
export const turn = (on) => keep(SWITCH, on ? null : "off");
export const present = (key) => chosen.get(key) ?? key;
const isCapital = (key) => /^\p{Lu}$/u.test(key);
// "j" and "J" look much alike.
export const inWords = (key) => (isCapital(key) ? `Shift+${key}` : key);
export function shown(key) {
  if (key.startsWith("Alt+")) return `Alt+${shown(key.slice(4))}`;
  return FIXED.find((one) => one.key === key)?.shown ?? inWords(present(key));
}
export const entryOf = (pressed) => KEYS.find(({ key }) => present(key) === pressed);
const isDigit = (key) => /^\d$/.test(key);

// Why a key cannot be given to an action, in words; nothing where it can.
export function refusal(entry, wanted) {
  if (!isOne(wanted)) return "Type one letter or sign.";
  if (isDigit(wanted) && !isDigit(entry.key)) return `“${wanted}” is a digit: digits give verdicts, and nothing else.`;
  const holder = entryOf(wanted);
  return holder && holder !== entry ? `“${wanted}” is taken: ${holder.does}. Choose another, or change that one first.` : "";
}

export function choose(entry, wanted) {
  if (wanted === entry.key) chosen.delete(entry.key);
  else chosen.set(entry.key, wanted);
  keep(CHOSEN, chosen.size ? JSON.stringify(Object.fromEntries(chosen)) : null);
}

export function reset() {
  chosen = new Map();
  keep(CHOSEN, null);
}
