// The paste box: takes the clipboard's HTML along, and files that are dropped on it. Without this
// script plain text is pasted and files are chosen. What Stet would make of it is shown beside the box;
// without this script it is seen on the next page.

import { looking } from "./look.js";

const form = document.querySelector("form.intake");
const [box, html, file] = ["text", "html", "file"].map((name) => form.elements[name]);
const chosen = form.querySelector(".chosen");
// The words of the lines that are kept, one a line.
const { keep } = form.elements;
const most = { text: Number(form.dataset.mostText), file: Number(form.dataset.mostFile) };

// The HTML stands for the whole box: it goes along only if all that is there came with this paste,
// and no longer once the text was changed.
let arriving = "";
box.addEventListener("paste", (event) => {
  const markup = event.clipboardData?.getData("text/html") ?? "";
  const all = box.selectionStart === 0 && box.selectionEnd === box.value.length;
  arriving = all && markup.length <= most.text ? markup : "";
});
box.addEventListener("input", (event) => {
  html.value = event.inputType === "insertFromPaste" ? arriving : "";
  arriving = "";
  // What comes next is another article.
  if (keep && !box.value.trim()) keep.value = "";
  tell();
  look();
});

const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

function problem() {
  const [picked] = file.files;
  if (picked?.size > most.file) {
    return `${picked.name} has ${megabytes(picked.size)}; ${megabytes(most.file)} is the most. Choose a smaller file, or copy its text into the box.`;
  }
  if (picked && box.value.trim()) return "There is text in the box as well: empty the box, or take the file away.";
  const size = new Blob([box.value]).size;
  return size > most.text ? `This text has ${megabytes(size)}; ${megabytes(most.text)} is the most. Paste the article alone.` : "";
}

function tell() {
  const wrong = problem();
  // The browser then refuses to send the form, with these words.
  (file.files.length ? file : box).setCustomValidity(wrong);
  if (!wrong) [file, box].forEach((field) => field.setCustomValidity(""));
  const long = isLong() ? "This text is too long to be looked through while you write. Continue to see its lines." : "";
  chosen.textContent = wrong || (file.files[0] ? `${file.files[0].name} is chosen. Continue to take it in.` : long);
  chosen.classList.toggle("wrong", Boolean(wrong));
  chosen.hidden = !chosen.textContent;
}

// ---- the first look

const part = form.querySelector(".first-look");
const look = part ? looking(form, part, signature) : () => {};

// All that the answer depends on; nothing where there is nothing to look at.
function signature() {
  const [picked] = file.files;
  if (problem() || (!picked && (!box.value.trim() || isLong()))) return "";
  return JSON.stringify([box.value, html.value, picked && [picked.name, picked.size, picked.lastModified], keep.value]);
}

const isLong = () => Boolean(part) && box.value.length > Number(form.dataset.mostLook);

file.addEventListener("change", () => {
  tell();
  look();
});
part?.addEventListener("input", ({ target }) => {
  const others = keep.value.split("\n").filter((words) => words && words !== target.value);
  keep.value = (target.checked ? [...others, target.value] : others).join("\n");
  look();
});
// What was typed earlier is back in the box.
form.addEventListener("stet:back", () => {
  tell();
  look();
});

// Without this a file that misses the box would replace the page.
for (const name of ["dragover", "drop"]) {
  form.addEventListener(name, (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
}
form.addEventListener("dragover", () => form.classList.add("over"));
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  tell();
  look();
});

// What was kept of an earlier visit, or refused, stands in the box from the start.
tell();
look();
