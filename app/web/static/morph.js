// Makes what is on the page like what has come anew, by changing only what differs: the elements
// stay, and with them focus, caret, selection and scroll.

// What a person opened, or a script of ours set, is not for the server to say; nor is what is in an
// element marked data-filled.
const OWN = new Set(["open", "hidden", "tabindex", "aria-keyshortcuts"]);

// `isKept` says of an element whether it is to be left alone, with all that is in it.
export function morph(old, fresh, isKept = () => false) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data;
    return;
  }
  if (old.dataset.filled || isKept(old)) return;
  attributes(old, fresh);
  children(old, fresh, isKept);
  field(old, fresh);
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!OWN.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function children(old, fresh, isKept) {
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const same = matching(at, wanted);
    const passed = same ? null : left(old, wanted);
    if (passed) morph(passed, wanted, isKept);
    else if (!same) old.insertBefore(document.importNode(wanted, true), at);
    else {
      while (at !== same) at = drop(at, isKept);
      at = same.nextSibling;
      morph(same, wanted, isKept);
    }
  }
  while (at) at = drop(at, isKept);
}

function drop(node, isKept) {
  const next = node.nextSibling;
  const all = node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll("*")] : [];
  // A field is not taken away from under the caret.
  const isUsed = (one) => one === document.activeElement && one.matches("input, select, textarea");
  if (!all.some((one) => isUsed(one) || isKept(one))) node.remove();
  return next;
}

// What was passed by, and is still there because something in it is kept.
function left(old, wanted) {
  const name = named(wanted);
  return name && [...old.children].find((one) => one.nodeName === wanted.nodeName && named(one) === name);
}

// An element with a name is looked for further on; one without must be the next, or it is new.
function matching(at, wanted) {
  const name = named(wanted);
  for (let node = at; node; node = node.nextSibling) {
    if (node.nodeName === wanted.nodeName && named(node) === name) return node;
    if (!name && !(wanted.nodeType === Node.ELEMENT_NODE && node.nodeType === Node.TEXT_NODE)) return null;
  }
  return null;
}

function named(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const { id, dataset } = node;
  const told = id || dataset.claim || dataset.key || dataset.keep;
  if (told) return told;
  for (const name of ["href", "action", "aria-labelledby", "name"]) {
    if (node.hasAttribute(name)) return `${name} ${node.getAttribute(name)} ${node.type === "radio" ? node.value : ""}`;
  }
  return node.nodeName === "MARK" ? node.querySelector("a")?.getAttribute("href") ?? "" : "";
}

// What stands in a field does not follow its attributes once somebody has typed in it.
function field(old, fresh) {
  if (old.type === "radio" || old.type === "checkbox") old.checked = fresh.defaultChecked;
  else if (old.nodeName === "INPUT" || old.nodeName === "TEXTAREA") old.value = fresh.defaultValue;
  else if (old.nodeName === "OPTION") old.selected = fresh.defaultSelected;
}
