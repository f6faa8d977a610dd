// Keeps what is typed in forms marked data-keep until the server has taken it: first in this tab, then
// on the server, field by field. So an expired session, a closed tab, a restart, a lost connection or
// another browser loses nothing. Guests have no account: theirs is kept in this tab only.

import { element } from "./element.js";
import { drawnIn, fields, hidden, isBox, isFresh, named, put, valuesOf } from "./fields.js";

const me = document.querySelector(".me[data-person]");
const SECOND = 1000;
const PAUSE = 1.5 * SECOND;
// A whole article is not sent with each pause.
const LARGE = 100_000;
const LARGE_PAUSE = 10 * SECOND;
const RETRY = 15 * SECOND;
const PATIENCE = 30 * SECOND;
// What a browser still sends when its page is left.
const PARTING = 50_000;
// A tab's own name. A tab that is doubled while this page is open begins without it.
const NAME = "stet:window";
const WINDOW = sessionStorage.getItem(NAME) ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
sessionStorage.removeItem(NAME);
addEventListener("pagehide", () => sessionStorage.setItem(NAME, WINDOW));
addEventListener("pageshow", (event) => event.persisted && sessionStorage.removeItem(NAME));

// ---- what is kept of a form in this tab
//
// fields: by name, `values` (null: as the page shows it again), the version in which the server's copy
// was last `seen`, whether it was `sent`, and what another window typed there (`other`).

const prefix = `stet:${me?.dataset.person ?? "guest"}:`;
const states = new Map();
const nothing = () => ({ version: 0, fields: {}, drawn: {}, isDrawnSent: true, at: null });

function stateOf(key) {
  if (!states.has(key)) states.set(key, { ...nothing(), ...JSON.parse(sessionStorage.getItem(prefix + key) ?? "{}") });
  return states.get(key);
}

function store(key) {
  const state = stateOf(key);
  try {
    if (Object.keys(state.fields).length) sessionStorage.setItem(prefix + key, JSON.stringify(state));
    else sessionStorage.removeItem(prefix + key);
  } catch {
    // Larger than a browser keeps: the text stays in its box, and on the server.
  }
}

function forget(key) {
  states.delete(key);
  sessionStorage.removeItem(prefix + key);
  clearTimeout(timers.get(key));
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isRefused = () => Boolean(document.querySelector(".problems:not(.offline), .conflict"));

function snapshot(form) {
  const key = form.dataset.keep;
  const state = stateOf(key);
  // On a page that refused it, what was typed before is what the fields begin with.
  const refused = isRefused();
  for (const name of new Set(fields(form).map((field) => field.name))) {
    const before = state.fields[name];
    const isTyped = named(form, name).some((field) => !isFresh(field)) || (refused && before?.values);
    const values = isTyped ? valuesOf(form, name) : null;
    if (same(values, before?.values ?? null)) continue;
    if (values || before.seen) state.fields[name] = { seen: 0, ...before, values, sent: false };
    else delete state.fields[name];
    state.at = Date.now();
  }
  const drawn = drawnIn(form);
  if (!same(drawn, state.drawn)) Object.assign(state, { drawn, isDrawnSent: false });
  store(key);
  plan(key);
}

// ---- offering it back

const all = () => document.querySelectorAll("form[data-keep]");
const formOf = (key) => [...all()].find((form) => form.dataset.keep === key);
// What a page was drawn with, to go back to.
const originals = new WeakMap();

function restore(form, at) {
  const state = stateOf(form.dataset.keep);
  const refused = isRefused();
  let isBack = false;
  for (const [name, field] of Object.entries(state.fields)) {
    if (!field.values || !named(form, name).length) continue;
    if (!named(form, name).every(isFresh)) continue;
    put(form, name, field.values);
    isBack ||= named(form, name).some((one) => !isFresh(one));
    if (field.other) offerBoth(form, name);
  }
  if (isBack) form.dispatchEvent(new Event("stet:back"));
  if (refused || !isBack) return;
  const original = drawnIn(form);
  originals.set(form, original);
  const { isOutdated, drawn } = since(original, state.drawn);
  for (const field of hidden(form)) field.value = drawn[field.name] ?? field.value;
  offerBack(form, at ?? told(state.at), isOutdated);
}

const VERSIONS = ["version", "source_version", "newest"];

// Has what the form shows been changed since it was first drawn? Where it has not, whatever else was done
// meanwhile is on the page, and no reason to refuse what was typed.
function since(present, drawn) {
  const changed = VERSIONS.filter((name) => name in drawn && name in present && drawn[name] !== present[name]);
  const standsStill = "base" in present && present.base === drawn.base;
  if (!standsStill) return { isOutdated: changed.length > 0, drawn };
  return { isOutdated: false, drawn: { ...drawn, ...Object.fromEntries(changed.map((name) => [name, present[name]])) } };
}

// A form that was refused is drawn as it was sent, with what others changed; what the page does not
// give back is put in.
function comeBack(form) {
  const state = stateOf(form.dataset.keep);
  for (const [name, { values }] of Object.entries(state.fields)) {
    const isLost = values && named(form, name).length && valuesOf(form, name).every((value) => !value);
    if (isLost && !form.querySelector(`[data-settled="${CSS.escape(name)}"]`)) put(form, name, values);
  }
  if (Object.keys(state.fields).length) snapshot(form);
}

function told(moment) {
  if (!moment) return null;
  const date = new Date(moment);
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}

const button = (textContent, press) => {
  const made = element("button", { type: "button", textContent });
  made.addEventListener("click", press);
  return made;
};

function offerBack(form, at, isOutdated) {
  form.querySelector(".kept-back")?.remove();
  const words = `You typed this${at ? ` on ${at}` : ""} and did not save it.`;
  const changed = isOutdated ? " What stands here was changed meanwhile: saving shows what, field by field, before anything is lost." : "";
  const choices = element("p", { className: "row" }, button("Throw it away", () => throwAway(form)));
  if (isOutdated && form.id === "review") choices.append(button("Compare now", () => compare(form)));
  form.prepend(element("div", { className: "note kept-back" }, element("p", { textContent: words + changed }), choices));
}

function compare(form) {
  const sender = element("button", { name: "compare", value: "1", hidden: true, formNoValidate: true });
  form.append(sender);
  form.requestSubmit(sender);
  sender.remove();
}

function throwAway(form) {
  const key = form.dataset.keep;
  const state = stateOf(key);
  form.reset();
  const original = originals.get(form) ?? {};
  for (const field of hidden(form)) field.value = original[field.name] ?? field.value;
  form.querySelectorAll(".kept-back, .both").forEach((box) => box.remove());
  for (const [name, { seen }] of Object.entries(state.fields)) {
    if (seen) state.fields[name] = { values: null, seen, sent: false };
    else delete state.fields[name];
  }
  state.drawn = drawnIn(form);
  store(key);
  push(key);
  fields(form).find((field) => field.offsetParent)?.focus();
  show("thrown away");
  sayAloud("It is thrown away.");
}

// ---- two windows of one person at one field

function wordsOf(form, name, values) {
  const words = values.map((value) => {
    for (const field of named(form, name)) {
      const option = field.tagName === "SELECT" ? [...field.options].find((one) => one.value === value) : null;
      if (option) return option.textContent;
      if (isBox(field) && field.value === value) return field.labels[0]?.querySelector("b")?.textContent ?? field.labels[0]?.textContent.trim() ?? value;
    }
    return value;
  });
  return words.filter(Boolean).join(", ");
}

function offerBoth(form, name) {
  const state = stateOf(form.dataset.keep);
  const { other } = state.fields[name];
  const [field] = named(form, name);
  if (!field) return;
  form.querySelector(`.both[data-for="${CSS.escape(name)}"]`)?.remove();
  const words = wordsOf(form, name, other.values);
  const told = element("p", {}, ...(words ? ["In another window you typed: ", element("q", { dir: "auto", textContent: words })] : ["In another window you emptied this."]));
  const use = button("Use that one", () => {
    put(form, name, other.values);
    settle({ values: other.values, seen: other.version, sent: true });
  });
  const keep = button("Keep this one", () => settle({ values: valuesOf(form, name), seen: other.version, sent: false }));
  const box = element("div", { className: "theirs both" }, told, element("p", { className: "row" }, use, keep));
  box.dataset.for = name;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Typed in two windows");
  const place = isBox(field) ? field.closest("fieldset, .field, label") : field.closest(".field, label") ?? field;
  if (place.tagName === "FIELDSET") place.append(box);
  else place.after(box);
  sayAloud("You typed something else here in another window. Choose which one to keep.");

  function settle(settled) {
    state.fields[name] = settled;
    box.remove();
    field.focus();
    store(form.dataset.keep);
    push(form.dataset.keep);
  }
}

// ---- to the server

const timers = new Map();
const sending = new Map();
const lastSent = new Map();
// Forms that were sent to be saved: nothing more is told of them until it is known how that went.
const submitted = new Set();
let failed = null;
let isOver = false;

const isWaiting = (field) => !field.sent && !field.other;
const waiting = (state) => Object.entries(state.fields).filter(([, field]) => isWaiting(field));
const isUnsent = (state) => waiting(state).length > 0 || (!state.isDrawnSent && Object.keys(state.fields).length > 0);
const sizeOf = (state) => waiting(state).reduce((sum, [, { values }]) => sum + (values ?? []).join("").length, 0);

function plan(key) {
  if (!me || isOver || submitted.has(key)) return;
  clearTimeout(timers.get(key));
  const since = Date.now() - (lastSent.get(key) ?? 0);
  const pause = sizeOf(stateOf(key)) > LARGE ? Math.max(PAUSE, LARGE_PAUSE - since) : PAUSE;
  timers.set(key, setTimeout(() => push(key), pause));
}

const address = (key) => `${me.dataset.kept}/${key}`;
const token = () => document.querySelector("input[name=csrf_token]")?.value ?? "";

// `always` asks what other windows keep, also where there is nothing new to tell.
async function push(key, { parting = false, always = false } = {}) {
  clearTimeout(timers.get(key));
  const state = stateOf(key);
  if (!me || isOver || submitted.has(key) || !(always || isUnsent(state))) return;
  if (sending.has(key) && !parting) return void sending.set(key, "again");
  const told = Object.fromEntries(waiting(state).map(([name, { values, seen }]) => [name, { values, seen }]));
  const typed = JSON.stringify({ window: WINDOW, seen: state.version, fields: told, drawn: state.drawn });
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf_token: token(), person: me.dataset.person, typed })) body.append(name, value);
  sending.set(key, "once");
  lastSent.set(key, Date.now());
  try {
    const keepalive = parting && typed.length < PARTING;
    const signal = keepalive ? undefined : AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address(key), { method: "POST", body, redirect: "manual", keepalive, signal });
    await heard(key, told, answer);
  } catch {
    fail("The server does not answer. What you type is kept in this tab, and sent when it answers again.");
  } finally {
    const again = sending.get(key) === "again";
    sending.delete(key);
    if (again && !failed) push(key);
  }
}

async function heard(key, told, answer) {
  if (answer.type === "opaqueredirect") return fail("Your session has ended. What you type is kept in this tab.", { login: true });
  if (answer.status === 400) return fail("Your session is a new one.", { soon: true });
  if (answer.status === 403) return giveUp("Somebody else is logged in here by now. What you typed is kept in this tab only.");
  if ([413, 422].includes(answer.status)) return tooMuch(key, told, await sentence(answer));
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(answer.status);
  settleAnswer(key, told, await answer.json());
}

async function sentence(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main p")?.textContent ?? "This is more than is kept.";
}

function tooMuch(key, told, words) {
  const state = stateOf(key);
  for (const name of Object.keys(told)) if (state.fields[name]) state.fields[name].sent = true;
  show("Not kept on the server.", { words });
}

function settleAnswer(key, told, { version, past, differing, others, at }) {
  // The form was saved or left for good meanwhile.
  if (!states.has(key)) return;
  const state = stateOf(key);
  const form = formOf(key);
  state.version = version;
  if (past) {
    for (const field of Object.values(state.fields)) Object.assign(field, { seen: 0, sent: false });
    store(key);
    return plan(key);
  }
  for (const [name, { values }] of Object.entries(told)) {
    const field = state.fields[name];
    if (!field) continue;
    if (differing[name]) field.other = differing[name];
    else if (!same(field.values, values)) field.seen = version;
    else if (values) Object.assign(field, { seen: version, sent: true });
    else delete state.fields[name];
  }
  state.isDrawnSent = !form || same(drawnIn(form), state.drawn);
  for (const [name, other] of Object.entries(others)) adopt(state, form, name, other);
  store(key);
  if (form) Object.keys(differing).forEach((name) => state.fields[name]?.other && offerBoth(form, name));
  recovered();
  if (Object.values(told).some(({ values }) => values)) show(`kept ${at}`);
  if (isUnsent(state)) plan(key);
}

// What another window typed in a field that nobody touched here comes along.
function adopt(state, form, name, other) {
  if (state.fields[name]) {
    if (same(state.fields[name].values, other.values)) state.fields[name].seen = other.version;
    else state.fields[name].other = other;
    if (state.fields[name].other && form) offerBoth(form, name);
    return;
  }
  if (form && !named(form, name).every(isFresh)) return;
  state.fields[name] = { values: other.values, seen: other.version, sent: true };
  if (form) put(form, name, other.values);
}

// ---- how it goes

let last = [];
function show(words, more = null) {
  last = [words, more];
  const place = document.getElementById("kept") ?? line();
  if (!place) return;
  place.classList.toggle("warn", Boolean(more));
  const parts = more?.words ? [more.words] : [`${words[0].toUpperCase()}${words.slice(1)}`];
  if (more?.login) {
    const next = encodeURIComponent(location.pathname);
    parts.push(" ", element("a", { href: `${me.dataset.login}?next=${next}`, target: "_blank", textContent: "Log in again" }));
  }
  place.replaceChildren(...parts);
}

// Where the page has no place for it, behind the buttons of the form in use.
function line() {
  const form = document.activeElement?.form?.dataset.keep ? document.activeElement.form : [...all()].find((one) => Object.keys(stateOf(one.dataset.keep).fields).length);
  if (!form) return null;
  const found = document.querySelector(".kept-line") ?? element("p", { className: "kept-line quiet" });
  form.append(found);
  return found;
}

function sayAloud(words) {
  let box = document.getElementById("kept-said");
  if (!box) {
    box = element("p", { className: "unseen", id: "kept-said" });
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  box.textContent = words;
}

let retry = null;
let soonAt = 0;
function fail(words, { login = false, soon = false } = {}) {
  soon &&= Date.now() - soonAt > RETRY;
  if (soon) soonAt = Date.now();
  else {
    show(words, { words, login });
    if (!failed) sayAloud(words);
  }
  failed = words;
  clearTimeout(retry);
  retry = setTimeout(goOn, soon ? 0 : RETRY);
}

function giveUp(words) {
  isOver = true;
  show(words, { words });
  sayAloud(words);
}

function recovered() {
  if (failed) sayAloud("What you type is kept on the server again.");
  failed = null;
  clearTimeout(retry);
}

// Whoever logged in again, here or in another tab, goes on; all that waits is sent.
async function goOn() {
  if (!failed || isOver) return;
  try {
    if (await ask()) {
      recovered();
      everywhere().forEach((key) => push(key));
    } else fail(failed, { login: true });
  } catch {
    fail(failed);
  }
}

const everywhere = () => Object.keys(sessionStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));

// Which forms the server keeps something of; null where nobody is logged in any more.
async function ask() {
  // An open tab is not use of a session.
  const headers = { "Stet-By-Itself": "1" };
  const answer = await fetch(me.dataset.kept, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.type === "opaqueredirect") return null;
  if (!answer.ok) throw new Error(answer.status);
  const { person, token: fresh, forms } = await answer.json();
  if (String(person) !== me.dataset.person) {
    giveUp("Somebody else is logged in here by now. What you typed is kept in this tab only.");
    return null;
  }
  for (const field of document.querySelectorAll("input[name=csrf_token]")) if (field.value !== fresh) field.value = fresh;
  return forms;
}

async function askBack() {
  if (!me || isOver || !all().length) return;
  const there = await ask().catch(() => null);
  if (!there) return;
  everywhere().forEach((key) => isUnsent(stateOf(key)) && push(key));
  for (const form of all()) {
    const key = form.dataset.keep;
    const state = stateOf(key);
    if (!(key in there) || there[key] <= state.version) continue;
    if (Object.keys(state.fields).length) push(key, { always: true });
    else fetchBack(form).catch(() => {});
  }
}

async function fetchBack(form) {
  const key = form.dataset.keep;
  const answer = await fetch(address(key), { redirect: "manual" });
  if (answer.status !== 200) return;
  const { version, fields: kept, drawn, at } = await answer.json();
  const state = stateOf(key);
  // Somebody typed before it came: that is what counts here, and the next answer shows both.
  if (!form.isConnected || Object.keys(state.fields).length || submitted.has(key)) return;
  const back = Object.entries(kept).map(([name, { values, version: seen }]) => [name, { values, seen, sent: true }]);
  Object.assign(state, { version, drawn, fields: Object.fromEntries(back), isDrawnSent: true });
  store(key);
  restore(form, at);
}

// ---- when

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.keep) return;
  submitted.delete(form.dataset.keep);
  snapshot(form);
});

// What was sent is kept until an answer shows that it was taken: one without problems, that is no
// log-in page and no refusal, and that was fetched for this form, no longer holds it, or says so.
const SENT = "stet:sent";
document.addEventListener("submit", (event) => {
  const key = event.target.dataset.keep;
  if (!key) return;
  sessionStorage.setItem(SENT, key);
  clearTimeout(timers.get(key));
  submitted.add(key);
  // Still here after that: it was not taken.
  setTimeout(() => event.target.isConnected && !document.body.ariaBusy && submitted.delete(key) && plan(key), 2 * RETRY);
}, true);

// The server forgets it in the request that saves the form.
document.addEventListener("formdata", (event) => {
  const key = event.target.dataset.keep;
  if (!me || !key) return;
  const state = stateOf(key);
  if (!state.version && !Object.keys(state.fields).length && !sending.has(key)) return;
  const told = { kept: key, kept_seen: state.version, kept_window: WINDOW };
  for (const [name, value] of Object.entries(told)) event.formData.set(name, value);
});

function arrive({ fetched }) {
  const pending = sessionStorage.getItem(SENT);
  const refused = !fetched && performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;
  const answered = document.querySelector(".me") && !isRefused() && !refused;
  const stillHere = Boolean(formOf(pending));
  const taken = fetched || !stillHere || document.querySelector(".flash, [data-taken]");
  if (pending && answered && taken) forget(pending);
  sessionStorage.removeItem(SENT);
  submitted.clear();
  for (const form of all()) {
    if (form.dataset.keep === pending && isRefused()) comeBack(form);
    else restore(form);
  }
  if (last.length && document.getElementById("kept")) show(...last);
  askBack();
}

function flush() {
  for (const key of states.keys()) if (isUnsent(stateOf(key))) push(key, { parting: true });
}

document.addEventListener("visibilitychange", () => (document.hidden ? flush() : goOn()));
addEventListener("pagehide", flush);
addEventListener("online", goOn);
addEventListener("focus", goOn);
document.addEventListener("stet:shown", () => arrive({ fetched: true }));
arrive({ fetched: false });
