// Fills the statement part of the form from its source part: by a press, or where the source is said to
// record an act. What somebody typed there stays. Without this file the server proposes the same when the
// form is sent, and a source that is saved has a link.

const form = () => document.getElementById("review");
const FILLED = ["kind", "words", "statement_source", "dated_on", "precision"];
const isAct = (value) => value && [...form().elements.kind.options].some((option) => option.value === value);

// A field is ours while it is as it was drawn empty, or as it was filled here.
function fill(name, value) {
  const field = form().elements[name];
  if (field.value && field.value !== field.dataset.filled) return false;
  field.value = value;
  field.dataset.filled = field.value;
  return true;
}

function propose() {
  const { stance, excerpt, source_date: date, source_precision: exactly, precision } = form().elements;
  if (isAct(stance.value)) fill("kind", stance.value);
  fill("words", excerpt.value.trim());
  fill("statement_source", "new");
  if (fill("dated_on", date.value.trim())) precision.value = precision.dataset.filled = exactly.value;
  document.getElementById("statement").open = true;
  told();
}

function takeBack() {
  for (const name of FILLED) {
    const field = form().elements[name];
    if (field.dataset.filled === field.value) field.value = name === "precision" ? field.options[0].value : "";
    delete field.dataset.filled;
  }
  told();
}

// What is typed into the form is kept: so is this.
const told = () => form().elements.kind.dispatchEvent(new Event("input", { bubbles: true }));

document.addEventListener("click", (event) => {
  if (!event.target.closest("#state-source")) return;
  propose();
  const { kind, actor } = form().elements;
  (kind.value ? actor : kind).focus();
});

// Whoever chooses from a list goes on there: the focus stays.
document.addEventListener("change", (event) => {
  if (!form() || event.target.form !== form() || !form().elements.stance) return;
  const { stance } = form().elements;
  if (isAct(stance.value) && event.target.closest("#source")) propose();
  else if (event.target === stance && isAct(form().elements.kind.dataset.filled)) takeBack();
});

function show() {
  const button = document.getElementById("state-source");
  if (button) button.hidden = false;
}

for (const shown of ["stet:shown", "stet:live"]) document.addEventListener(shown, show);
show();
