// Following the link of a source ticks it as opened, by the form beside it; without this file the tick is
// a press of its own. Only the ticks are drawn anew: what is being typed stays.

async function tick(form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll(".opened, #opened-count")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(fresh);
  }
  document.dispatchEvent(new Event("stet:shown"));
}

function followed(event) {
  const form = event.target.closest("a[data-opens]")?.closest("li").querySelector(".opened form");
  // Where the server does not answer the tick stays to be made by hand.
  if (form) tick(form).catch(() => {});
}

document.addEventListener("click", followed);
document.addEventListener("auxclick", followed);
