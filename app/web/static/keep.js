// Keeps what is typed in forms marked data-keep, in this tab, until the server has taken it: an
// expired session, a restart or a lost connection loses nothing. Gone when the tab is closed.

const key = (form) => `stet:${form.dataset.keep}`;
const fields = (form) =>
  [...form.elements].filter((f) => f.name && !["hidden", "password", "submit", "button"].includes(f.type));

function isFresh(field) {
  if (["checkbox", "radio"].includes(field.type)) return field.checked === field.defaultChecked;
  if (field.tagName === "SELECT") {
    return [...field.options].every((o) => o.selected === o.defaultSelected) || field.selectedIndex === 0;
  }
  return field.value === field.defaultValue;
}

function snapshot(form) {
  const kept = fields(form)
    .filter((field) => !isFresh(field))
    .map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value]);
  try {
    if (kept.length) sessionStorage.setItem(key(form), JSON.stringify(kept));
    else sessionStorage.removeItem(key(form));
  } catch {
    // Larger than a browser keeps: the text stays in its box, and only there.
  }
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "[]");
  for (const [name, value] of kept) {
    for (const field of fields(form).filter((f) => f.name === name && isFresh(f))) {
      if (!Array.isArray(value)) field.value = value;
      else if (field.value === value[0]) field.checked = value[1];
      if (!isFresh(field)) field.closest("details")?.setAttribute("open", "");
    }
  }
}

const all = () => document.querySelectorAll("form[data-keep]");

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.keep) snapshot(form);
});

// What was sent is kept until an answer without problems shows that it was taken.
const sent = "stet:sent";
document.addEventListener("submit", (event) => {
  if (event.target.dataset.keep) sessionStorage.setItem(sent, key(event.target));
}, true);

function arrive() {
  const pending = sessionStorage.getItem(sent);
  const refused = document.querySelector(".problems");
  const here = document.querySelector("main .me, .me") !== null;
  if (pending && here && !refused) sessionStorage.removeItem(pending);
  if (here) sessionStorage.removeItem(sent);
  all().forEach(restore);
}

document.addEventListener("stet:shown", arrive);
arrive();
