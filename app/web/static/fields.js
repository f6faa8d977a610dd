// The fields of a form as a person fills them in, and what the form was drawn with.

// Hidden fields that say what stood there when the form was drawn; as in app/domain/keeping.py.
const DRAWN = ["base", "version", "source_version", "proposal_id", "newest"];

const OTHER_KINDS = ["hidden", "password", "submit", "button", "file"];
// Whose value of a field is to stand, "take-", is no value itself.
export const fields = (form) =>
  [...form.elements].filter((f) => f.name && !OTHER_KINDS.includes(f.type) && !f.name.startsWith("take-"));

export const isBox = (field) => ["checkbox", "radio"].includes(field.type);
export const named = (form, name) => fields(form).filter((field) => field.name === name);

export function isFresh(field) {
  if (isBox(field)) return field.checked === field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value === field.defaultValue;
  const options = [...field.options];
  if (options.some((option) => option.defaultSelected)) return options.every((o) => o.selected === o.defaultSelected);
  return field.selectedIndex <= 0;
}

export function valuesOf(form, name) {
  return named(form, name).flatMap((field) => {
    if (isBox(field)) return field.checked ? [field.value] : [];
    return field.tagName === "SELECT" ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  });
}

export function put(form, name, values) {
  named(form, name).forEach((field, at) => {
    if (isBox(field)) field.checked = values.includes(field.value);
    else if (field.tagName === "SELECT") for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values[at] ?? "";
    if (!isFresh(field)) field.closest("details")?.setAttribute("open", "");
  });
}

export const hidden = (form) => DRAWN.map((name) => form.elements[name]).filter((field) => field?.type === "hidden");
export const drawnIn = (form) => Object.fromEntries(hidden(form).map((field) => [field.name, field.value]));
