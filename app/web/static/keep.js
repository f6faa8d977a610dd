// Keeps what is typed in forms marked data-keep, in this tab, until the server has taken it: an
// expired session, a restart or a lost connection loses nothing. Gone when the tab is closed.

const key = (form) => `stet:${form.dataset.keep}`;
export const fields = (form) =>
  [...form.elements].filter((f) => f.name && !["hidden", "password", "submit", "button", "file"].includes(f.type));

export function isFresh(field) {
  if (["checkbox", "radio"].includes(field.type)) return field.checked === field.defaultChecked;
  if (field.tagName === "SELECT") {
    return [...field.options].every((o) => o.selected === o.defaultSelected) || field.selectedIndex === 0;
  }
  return field.value === field.defaultValue;
}

const stored = (form) => JSON.parse(sessionStorage.getItem(key(form)) ?? "[]");

function snapshot(form) {
  // On a page that refused it, what was typed before is what the fields begin with.
  const refused = document.querySelector(".problems");
  const typed = new Set(refused ? stored(form).map(([name]) => name) : []);
  const kept = fields(form)
    .filter((field) => !isFresh(field) || typed.has(field.name))
    .map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value]);
  try {
    if (kept.length) sessionStorage.setItem(key(form), JSON.stringify(kept));
    else sessionStorage.removeItem(key(form));
  } catch {
    // Larger than a browser keeps: the text stays in its box, and only there.
  }
}

function restore(form) {
  for (const [name, value] of stored(form)) {
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
// log-in page and no refusal, and that was fetched for this form, no longer holds it, or says so.
const sent = "stet:sent";
document.addEventListener("submit", (event) => {
  if (event.target.dataset.keep) sessionStorage.setItem(sent, key(event.target));
}, true);

function arrive({ fetched }) {
  const pending = sessionStorage.getItem(sent);
  const refused = !fetched && performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;
  const answered = document.querySelector(".me") && !document.querySelector(".problems") && !refused;
  const stillHere = [...all()].some((form) => key(form) === pending);
  const taken = fetched || !stillHere || document.querySelector(".flash, [data-taken]");
  if (pending && answered && taken) sessionStorage.removeItem(pending);
  sessionStorage.removeItem(sent);
  all().forEach(restore);
}

document.addEventListener("stet:shown", () => arrive({ fetched: true }));
arrive({ fetched: false });
