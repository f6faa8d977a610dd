// Asks the server what the page at a source's address says of itself, when the address was typed and
// left. Only empty fields are filled, and marked as proposed. Without this file all is typed by hand.

import { element } from "./element.js";

const FIELDS = { title: "title", publisher: "publisher", source_date: "date" };
// A worker looks for jobs every second, and has ten for the page.
const PAUSES = [600, 600, 800, 1000, 1500, 2000, 2500, 3000, 4000, 5000];
const BY_HAND = "Fill the fields in by hand.";

const empty = (form) => Object.keys(FIELDS).filter((name) => !form.elements[name].value.trim());
const line = (form) => form.querySelector("[data-looks-up]");
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function sentence(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main p")?.textContent ?? "";
}

async function ask(form, signal) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, url: form.elements.url.value });
  const answer = await fetch(line(form).dataset.looksUp, { method: "POST", body, redirect: "manual", signal });
  if (answer.status !== 202) return { refusal: answer.type === "opaqueredirect" ? "Your session has ended." : await sentence(answer) };
  const { at } = await answer.json();
  for (const time of PAUSES) {
    await pause(time);
    const found = await fetch(at, { redirect: "manual", signal });
    if (found.status === 200) return found.json();
    if (found.status !== 204) break;
  }
  return { refusal: "The page could not be looked up in time." };
}

function mark(field) {
  const id = `${field.id}-proposed`;
  document.getElementById(id)?.remove();
  const before = field.getAttribute("aria-describedby") ?? "";
  field.after(element("p", { id, className: "hint proposed", textContent: "Proposed by the page." }));
  field.setAttribute("aria-describedby", `${before} ${id}`.trim());
}

function unmark(field) {
  const note = document.getElementById(`${field.id}-proposed`);
  if (!note) return;
  note.remove();
  const rest = field.getAttribute("aria-describedby").replace(note.id, "").trim();
  if (rest) field.setAttribute("aria-describedby", rest);
  else field.removeAttribute("aria-describedby");
}

function fill(form, found) {
  const filled = empty(form).filter((name) => found[name]);
  for (const name of filled) {
    const field = form.elements[name];
    field.value = found[name];
    mark(field);
    // What is typed into the form is kept: so is this.
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  return filled.map((name) => FIELDS[name]);
}

function told(filled, left) {
  if (!filled.length) return `The page does not say more than is here. ${left ? BY_HAND : ""}`.trim();
  return `Filled in from the page: ${filled.join(", ")}. Look at it before you save.`;
}

let asked = null;
async function lookUp(form) {
  asked?.abort();
  line(form).textContent = "";
  const { url, confidential } = form.elements;
  // Whoever is asked learns that somebody here is interested.
  if (!/^https?:\/\/./i.test(url.value.trim()) || confidential.checked || !empty(form).length) return;
  asked = new AbortController();
  const { signal } = asked;
  line(form).textContent = "Looking the page up…";
  let words;
  try {
    const { refusal, fields } = await ask(form, signal);
    if (signal.aborted) return;
    words = refusal === undefined || refusal === "" ? told(fill(form, fields ?? {}), empty(form).length) : `Not looked up. ${refusal} ${BY_HAND}`;
  } catch {
    if (signal.aborted) return;
    words = `Not looked up: the server does not answer. ${BY_HAND}`;
  }
  line(form).textContent = words;
}

document.addEventListener("change", ({ target }) => {
  if (target.name === "url" && target.form && line(target.form)) lookUp(target.form);
});

document.addEventListener("input", (event) => {
  if (event.isTrusted && event.target.name in FIELDS) unmark(event.target);
});
