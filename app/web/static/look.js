// Asks the server what it would make of the form, and shows the answer beside it while the form is
// still being filled in. The server's answer is part of a page; what it says in a few words is read out.

const WAIT = 400;
// A quick answer needs no word of waiting.
const PATIENCE = 700;

const OVER = "Your session has ended. What you typed is kept in this tab: log in again, then come back to this page.";
const LOST = "The server does not answer. What you typed is still here.";

// `part` shows the answer. `signature` tells what the answer depends on: while it stays the same
// nothing is asked, and while it is empty nothing is shown.
export function looking(form, part, signature) {
  const [says, found] = [part.querySelector(".says"), part.querySelector(".found")];
  let [timer, request, asked] = [null, null, ""];

  function look() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  async function ask() {
    const wanted = signature();
    if (wanted === asked) return;
    request?.abort();
    request = new AbortController();
    asked = wanted;
    part.hidden = !wanted;
    if (!wanted) return show("", "");
    const waiting = setTimeout(() => say("Reading …"), PATIENCE);
    try {
      await answered(request.signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      asked = ""; // the next change asks again
      say(LOST);
    } finally {
      clearTimeout(waiting);
    }
  }

  async function answered(signal) {
    const answer = await fetch(form.dataset.look, { method: "POST", body: new FormData(form), redirect: "manual", signal });
    // Whoever is not logged in any more is sent to log in.
    if (answer.type === "opaqueredirect") return say(OVER);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-says]");
    if (fresh) show(fresh.dataset.says, fresh);
    else say(page.querySelector("main p")?.textContent ?? LOST);
  }

  function show(words, fresh) {
    say(words);
    const [at, open] = [focused(), folds().filter((fold) => fold.open).map(first)];
    found.replaceChildren(fresh);
    for (const fold of folds()) fold.open = open.includes(first(fold));
    boxes().find((box) => box.value === at)?.focus({ preventScroll: true });
  }

  // Only what is new is read out.
  function say(words) {
    if (says.textContent !== words) says.textContent = words;
  }

  const boxes = () => [...found.querySelectorAll("input")];
  const folds = () => [...found.querySelectorAll("details")];
  const first = (fold) => fold.querySelector("input").value;
  const focused = () => (found.contains(document.activeElement) ? document.activeElement.value : null);

  return look;
}
