// The paste box: takes the clipboard's HTML along, and files that are dropped on it. Without this
// script plain text is pasted and files are chosen; nothing else changes.

const form = document.querySelector("form.intake");
const [box, html, file] = ["text", "html", "file"].map((name) => form.elements[name]);
const chosen = form.querySelector(".chosen");
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
  tell();
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
  chosen.textContent = wrong || (file.files[0] ? `${file.files[0].name} is chosen. Continue to see its text.` : "");
  chosen.classList.toggle("wrong", Boolean(wrong));
  chosen.hidden = !chosen.textContent;
}

file.addEventListener("change", tell);

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
});
