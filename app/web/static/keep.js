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

// What was sent is kept until an answer shows that it was taken: one without problems, that is no
// log-in page, and that was fetched for this form or no longer holds it.
const sent = "stet:sent";
document.addEventListener("submit", (event) => {
  if (event.target.dataset.keep) sessionStorage.setItem(sent, key(event.target));
}, true);

function arrive({ fetched }) {
  const pending = sessionStorage.getItem(sent);
  const answered = document.querySelector(".me") && !document.querySelector(".problems");
  const stillHere = [...all()].some((form) => key(form) === pending);
  if (pending && answered && (fetched || !stillHere)) sessionStorage.removeItem(pending);
  sessionStorage.removeItem(sent);
  all().forEach(restore);
}

document.addEventListener("stet:shown", () => arrive({ fetched: true }));
arrive({ fetched: false });
