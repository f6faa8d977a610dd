// Complete without this. The other site may size our frame by what we tell it: in AMP's words, and
// in Pym's to the name that it gave us. Pym asks again, and may begin to listen after we have told.
{
  const asked = new URLSearchParams(location.search);
  const here = location.pathname.replace(/\/embed$/, "/embed/");
  // A server of plain files gives the whole check at "?claim=n" too.
  const claim = /^[1-9]\d{0,8}$/.exec(asked.get("claim") ?? "");
  asked.delete("claim");
  if (claim && here.endsWith("/")) location.replace(`${here}${claim[0]}?${asked}`);
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    const child = asked.get("childId") ?? "";
    parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
    parent.postMessage(`pymxPYMx${child}xPYMxheightxPYMx${height}`, "*");
  };
  addEventListener("load", () => new ResizeObserver(tell).observe(document.documentElement));
  addEventListener("resize", tell);
  addEventListener("message", (event) => event.source === parent && /^pym/.test(event.data) && tell());
}
