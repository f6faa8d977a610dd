// Where two people changed a field, choosing whose is to stand shows it in the field at once. Without
// this file the server does the same when the form is sent.

import { put, valuesOf } from "./fields.js";

const mine = new WeakMap();

document.addEventListener("change", ({ target }) => {
  const box = target.closest("fieldset[data-of]");
  if (!box || !target.name.startsWith("take-")) return;
  const { form } = target;
  const name = box.dataset.of;
  if (target.value === "theirs") {
    mine.set(box, valuesOf(form, name));
    put(form, name, [box.querySelector("[data-theirs]").dataset.theirs]);
  } else if (mine.has(box)) put(form, name, mine.get(box));
  tell(form, name);
});

// What is typed after that is one's own again.
document.addEventListener("input", ({ target, isTrusted }) => {
  const box = isTrusted && target.form?.querySelector(`fieldset[data-of="${CSS.escape(target.name)}"]`);
  if (!box) return;
  mine.delete(box);
  box.querySelector("[value=mine]").checked = true;
});

// From the list of what changed to the field itself, without leaving a page that was never an address.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".came-in a");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  place.closest("details")?.setAttribute("open", "");
  const isField = place.matches("input, select, textarea");
  (isField ? place : place.querySelector("input:checked, input, select, textarea"))?.focus();
});

function tell(form, name) {
  const field = [...form.elements].find((one) => one.name === name);
  field?.dispatchEvent(new Event("input", { bubbles: true }));
}
