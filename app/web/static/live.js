// What others do to this fact-check is shown within seconds, in place: nothing that somebody types is
// touched, and the focus stays where it is. Asks while the tab is looked at, later and later when
// there is no answer. Everything works without this file, by loading the page again.

import { fields, isFresh } from "./fields.js";
import { morph } from "./morph.js";
import { show as showPeople } from "./present.js";
import { say } from "./steps.js";

const live = document.getElementById("live");
const panel = () => document.getElementById("panel");
const isBusy = () => document.body.hasAttribute("aria-busy");
const SECOND = 1000;
const ASKED = Number(live.dataset.asked) * SECOND;
const SAID = Number(live.dataset.said) * SECOND;
const LONGEST = 60 * SECOND;
const PATIENCE = 15 * SECOND;
// An open tab is not use of a session: it ends when nobody does anything.
const headers = { "Stet-By-Itself": "1" };
const TAB = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let timer = null;
let asking = false;
let failures = 0;
let ended = false;
let present = "";
let people = [];
// The text was left as it was, because somebody was choosing words in it.
let isBehind = false;

class Ended extends Error {}
const OVER = "Your session has ended. What you typed is kept in this tab.";
const REFUSED = "You cannot read this fact-check any more. What you typed is kept in this tab.";

async function get(address) {
  const answer = await fetch(address, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  // Whoever is not logged in any more is sent to log in.
  if (answer.type === "opaqueredirect") throw new Ended(OVER);
  if ([403, 404].includes(answer.status)) throw new Ended(REFUSED);
  if (!answer.ok) throw new Error(answer.status);
  return answer;
}

// ---- asking

async function ask() {
  clearTimeout(timer);
  if (asking || document.hidden) return;
  asking = true;
  try {
    tell();
    const answer = await get(`${live.dataset.changes}?since=${panel().dataset.since}&present=${present}`);
    connected();
    if (answer.status === 200) await take(await answer.json());
    else if (isBehind) await refresh([]);
  } catch (error) {
    if (error instanceof Ended) end(error.message);
    else lost();
  } finally {
    asking = false;
    plan();
  }
}

// Never quite at the same pace: tabs that were opened together do not stay together.
function plan() {
  clearTimeout(timer);
  if (ended || document.hidden) return;
  timer = setTimeout(ask, Math.min(ASKED * 2 ** failures, LONGEST) * (0.9 + Math.random() / 10));
}

async function take(news) {
  ({ people, present } = news);
  showPeople(people);
  if (news.changes.length) await refresh(news.changes);
}

// ---- showing it

async function refresh(changes) {
  const before = panel();
  if (isBusy()) return;
  const own = location.pathname === before.dataset.at ? location.search : "";
  const answer = await get((before.dataset.at ?? location.pathname) + own);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("panel");
  if (!fresh) throw new Error("This is not the workspace.");
  // Somebody went on meanwhile: what they went to is as new.
  if (isBusy() || panel() !== before) return;
  const others = changes.filter((change) => !change.own);
  part("#strip", page);
  part(".to-claim", page);
  freshen(before, fresh);
  part(".selection", page);
  text(page);
  document.dispatchEvent(new Event("stet:live"));
  showPeople(people);
  const isOutdated = formsInUse(before).some((form) => version(form) && version(form) !== fresh.dataset.version);
  const touched = changes.findLast((change) => String(change.claim) === before.dataset.claim);
  if (isOutdated && (touched || !document.getElementById("compare"))) notice(before, touched);
  news(others, isOutdated);
}

function part(selector, page) {
  const [old, fresh] = [document, page].map((where) => where.querySelector(selector));
  if (old && fresh) morph(old, fresh);
}

// Everything of the panel but what is in use.
function freshen(old, fresh) {
  const focused = document.activeElement;
  const had = old.contains(focused);
  morph(old, fresh, (one) => one.matches(SENT_BACK) || (one.nodeName === "FORM" && isTyped(one)));
  if (had && !focused.isConnected) old.focus({ preventScroll: true });
}

// Why a form was not saved: until it is, everything in it counts as typed.
const SENT_BACK = "#panel .problems:not(.offline), #panel .conflict";
const isTyped = (form) => fields(form).some((field) => !isFresh(field) || document.querySelector(SENT_BACK));
const version = (form) => form.elements.version?.value;

function formsInUse(within) {
  const isFocused = (form) => fields(form).includes(document.activeElement);
  return [...within.querySelectorAll("form")].filter((form) => isTyped(form) || isFocused(form));
}

function text(page) {
  const [old, fresh] = [document, page].map((where) => where.getElementById("article-text"));
  const selection = getSelection();
  const isChoosing = !selection.isCollapsed && old.contains(selection.anchorNode);
  isBehind = isChoosing;
  if (isChoosing) return;
  morph(old, fresh);
}

// The one who types chooses when to look; what is typed stays, and is sent along to be compared.
function notice(here, change) {
  const form = document.getElementById("review");
  const box = here.querySelector("#compare") ?? document.createElement("span");
  const words = change?.own
    ? "You changed this claim in another tab."
    : `${change?.who ?? "Somebody"} changed this claim meanwhile.`;
  box.id = "compare";
  box.className = "note";
  box.replaceChildren(`${words} `, form ? compareButton() : showLink(here));
  // Behind the others in the form: Enter presses the first button.
  if (!box.isConnected && form) form.querySelector(".buttons").append(box);
  else if (!box.isConnected) here.prepend(box);
  // It must not cover the field in use.
  if (here.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
  say(`${words} What you typed is still there.`);
}

function compareButton() {
  const button = document.createElement("button");
  Object.assign(button, { name: "compare", value: "1", textContent: "Compare", formNoValidate: true });
  return button;
}

function showLink(here) {
  const link = document.createElement("a");
  Object.assign(link, { href: `${here.dataset.at}#panel`, textContent: "Show it as it is now" });
  return link;
}

// Read out only where it is about the claim at hand; all else is there to be seen.
function news(others, isOutdated) {
  const last = others.at(-1);
  if (!last) return;
  const number = last.claim && document.querySelector(`.claims [data-claim="${last.claim}"] .num`)?.textContent;
  document.getElementById("news").textContent = `${last.who} ${last.what}${number ? ` (claim ${number})` : ""}`;
  const here = others.findLast((change) => String(change.claim) === panel().dataset.claim);
  if (here && !isOutdated) say(`${here.who} ${here.what}. It is shown.`);
}

// ---- the connection

function connected() {
  if (failures > 1) say("The connection is back.");
  failures = 0;
  ended = false;
  connection("");
}

// One request that fails may be chance.
function lost() {
  failures += 1;
  if (failures !== 2) return;
  const words = "The connection is lost. What others do is not shown until it is back; what you type is kept in this tab.";
  connection(words);
  say(words);
}

function end(words) {
  ended = true;
  const again = document.createElement("a");
  Object.assign(again, { href: `${live.dataset.login}?next=${encodeURIComponent(location.pathname)}`, textContent: "Log in again" });
  connection(`${words} `, again);
  say(words);
}

function connection(...content) {
  const box = document.getElementById("connection");
  box.hidden = !content[0];
  box.replaceChildren(...content);
}

// ---- saying where this tab is

let toldAt = 0;
let toldClaim = null;

function tell() {
  const claim = panel().dataset.claim ?? "";
  if (claim === toldClaim && Date.now() - toldAt < SAID - SECOND) return;
  [toldAt, toldClaim] = [Date.now(), claim];
  send({ claim });
}

function leave() {
  if (toldClaim === null) return;
  toldClaim = null;
  send({ gone: "y" });
}

function send(values) {
  const token = document.querySelector(".me [name=csrf_token]").value;
  const body = new URLSearchParams({ csrf_token: token, tab: TAB, ...values });
  // Where this is lost, the next one tells it; and asking finds out why.
  fetch(live.dataset.presence, { method: "POST", body, headers, redirect: "manual", keepalive: true }).catch(() => {});
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) leave();
  else ask();
});
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => event.persisted && ask());
addEventListener("online", ask);
document.addEventListener("stet:shown", () => {
  showPeople(people);
  // Soon, but not for each claim that somebody only walks past.
  clearTimeout(timer);
  if (!ended) timer = setTimeout(ask, SECOND);
});
ask();
