// The page is complete without this: it opens the evidence one was sent to, and all before print.
{
  const open = (which) => document.querySelectorAll(which).forEach((part) => (part.open = true));
  const target = () => open(".card:target details");
  addEventListener("load", target);
  addEventListener("hashchange", target);
  addEventListener("beforeprint", () => open("details"));
}
