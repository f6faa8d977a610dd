// Counts the claims anew when a line is kept or dropped. Without this script a button asks for it.

import { looking } from "./look.js";

const form = document.querySelector("form.draft");
const part = form.querySelector(".counted");
const boxes = [...form.querySelectorAll("[name=drop]")];

// A text that is too long to be counted with each change has no such part.
if (part) {
  part.querySelector(".recount").remove();
  const look = looking(form, part, () => JSON.stringify(boxes.map((box) => box.checked)));
  for (const box of boxes) box.addEventListener("change", look);
  // What was chosen earlier is back, by keep.js or by the browser itself.
  form.addEventListener("stet:back", look);
  if (boxes.some((box) => box.checked !== box.defaultChecked)) look();
}
