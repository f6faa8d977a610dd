// Where else a claim is made is looked up behind the page, which does not wait for it. Without this
// file, and where the server does not answer, a link shows it.

import { morph } from "./morph.js";

// Not for each claim that somebody only walks past.
const SOON = 120;
let timer = null;
let asked = null;

const place = () => document.getElementById("same");
const version = () => document.getElementById("panel").dataset.version;
const isNew = (here) => here.dataset.shown === version();

function look() {
  clearTimeout(timer);
  asked?.abort();
  const here = place();
  if (here && !isNew(here)) timer = setTimeout(() => fetchInto(here).catch(() => {}), SOON);
}

async function fetchInto(here) {
  asked = new AbortController();
  const answer = await fetch(here.dataset.from, { redirect: "manual", signal: asked.signal });
  if (answer.status !== 200) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (here === place()) show(here, page.getElementById("beside"));
}

// Whoever went there before it came goes on to the first row.
function show(here, fresh) {
  const old = here.querySelector("#beside");
  const waits = here === document.activeElement;
  if (old) morph(old, fresh);
  else here.replaceChildren(document.importNode(fresh, true));
  const offered = Number(fresh.dataset.offered);
  document.getElementById("same-count").textContent = offered ? ` (${offered})` : "";
  here.dataset.shown = version();
  here.hidden = fresh.hidden;
  document.querySelector(".jumps a[href='#same']").hidden = fresh.hidden;
  document.dispatchEvent(new Event("stet:live"));
  if (waits) (here.querySelector(".alike") ?? document.getElementById("panel")).focus();
}

for (const shown of ["stet:shown", "stet:live"]) document.addEventListener(shown, look);
look();
