// Shows, before the button is pressed, the words that a claim on the selection would have, and how it
// would stand to the claims that are there. The server says both: it alone knows where words end.

import { range } from "./places.js";

const WAIT = 150;
let [timer, request] = [null, null];

// `bar` is the form that the words would be sent with.
export function foresee(bar) {
  forget();
  timer = setTimeout(ask, WAIT, bar);
}

export function forget() {
  clearTimeout(timer);
  request?.abort();
  globalThis.CSS?.highlights?.delete("would");
}

async function ask(bar) {
  request = new AbortController();
  const { revision, start, end } = bar.elements;
  const chosen = new URLSearchParams({ revision: revision.value, start: start.value, end: end.value });
  try {
    const answer = await fetch(`${bar.dataset.words}?${chosen}`, { redirect: "manual", signal: request.signal });
    if (answer.ok) show(bar, await answer.json());
    else show(bar, { words: "", says: "" });
  } catch {
    // Aborted by the next selection, or no connection: pressing the button then says so.
  }
}

function show(bar, { start, end, words, says }) {
  const [quote, beside] = bar.querySelectorAll(".would > *");
  // Only what is new is read out.
  if (quote.textContent !== words) quote.textContent = words;
  if (beside.textContent !== says) beside.textContent = says;
  const found = words && range(start, end);
  if (found && globalThis.Highlight) CSS.highlights.set("would", new Highlight(found));
}

document.addEventListener("stet:shown", forget);
