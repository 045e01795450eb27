// Decisions: each waits ten seconds, in which it can be undone, and is then made once, whatever happens.
import { h } from "./dom.js";
import { say, says } from "./words.js";

const SECONDS = 10;
const waiting = []; // what is to be done, the newest last
const chains = new Map(); // of each subject: the last thing that is being done, so that order holds
const MOST_SHOWN = 3; // of what waits; what is older comes into sight as what is newer is undone
let bar = null;
let older = null;
let isListening = false;
let announce = () => {};

export function undoBar(tell) {
  announce = tell;
  const before = [...(bar?.children ?? [])]; // where the frame is drawn anew, as in another language
  bar = h("ul", { "aria-live": "polite" }, before);
  if (!isListening) addEventListener("pagehide", leave);
  isListening = true;
  older = h("p", { class: "older" });
  showNewest();
  return h("section", { class: "undo", "aria-label": say("undo") }, older, bar);
}

function showNewest() {
  const lines = [...bar.children];
  const hidden = Math.max(lines.length - MOST_SHOWN, 0);
  lines.forEach((line, i) => { line.hidden = i < hidden; });
  older.hidden = !hidden;
  older.textContent = hidden ? say("older_waiting", hidden) : "";
}

// Do something in ten seconds, unless it is undone. What waits about the same subject is done at once: order holds.
// Gives what `act` gave, or null where it was undone.
export function undoable(text, act, subject = "") {
  flush((one) => one.subject === subject);
  return new Promise((resolve, reject) => {
    const one = { text, act, subject, left: SECONDS, resolve, reject };
    // What counts down is not told each second to whoever listens.
    one.element = h("li", {}, h("span", {}, text, (one.said = h("span", { "aria-hidden": "true" }))), h("button", { type: "button", onclick: () => undo(one) }, say("undo"), " ", h("kbd", {}, "Z")));
    one.timer = setInterval(() => tick(one), 1000);
    waiting.push(one);
    count(one);
    bar.append(one.element);
    showNewest();
  });
}

function count(one) {
  one.said.textContent = say("waiting_to_do", one.left);
}

function tick(one) {
  one.left -= 1;
  if (one.left > 0) count(one);
  else run(one);
}

function take(one) {
  clearInterval(one.timer);
  waiting.splice(waiting.indexOf(one), 1);
  const hadFocus = one.element.contains(document.activeElement);
  one.element.remove();
  showNewest();
  if (hadFocus) document.getElementById("view")?.focus();
}

function run(one) {
  take(one);
  const before = chains.get(one.subject) ?? Promise.resolve();
  const done = before.catch(() => {}).then(() => one.act());
  chains.set(one.subject, done);
  done.then(one.resolve, one.reject);
}

// The page is left: nothing can be waited for any more. What is asked for now is sent on after its end.
function leave() {
  for (const one of [...waiting]) {
    take(one);
    one.act().then(one.resolve, one.reject);
  }
}

// Nothing waits any longer: what does is done now.
export function flush(which = () => true) {
  for (const one of waiting.filter(which)) run(one);
}

// The same, and until all of it is done, or cannot be.
export async function finish() {
  flush();
  await Promise.allSettled(chains.values());
}

export function undo(one = waiting.at(-1)) {
  if (!one) return;
  take(one);
  announce(say("undone", one.text));
  one.resolve(null);
}

export function isPending(subject) {
  return waiting.some((one) => one.subject === subject);
}

export function actionName(action) {
  return says(`action_${action}`) ? say(`action_${action}`) : action;
}

// What a refusal says, with what may be decided instead.
export function refusalOf(problem) {
  if (!problem.may) return problem.detail;
  const may = problem.may.map(actionName).join(say("separator"));
  return may ? `${problem.detail} ${say("may_instead", may)}` : problem.detail;
}

// Unlike any other; also where the page is no secure context, which has no randomUUID.
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One decision of a view: through the bar, with a key of its own, so that it is made once. Gives the decision; null
// where it was undone, or refused, which is told.
export function decider(api, tell) {
  return async function decide({ organ, ...asked }) {
    const key = freshKey();
    const path = `reports/${encodeURIComponent(organ)}/decisions`;
    const text = say("decided", organ, actionName(asked.action));
    const decision = await undoable(text, () => made(() => api.post(path, asked, { key }), text, tell), organ);
    if (decision) tell(text);
    return decision;
  };
}

// What the API answers; null where it does not do it, which is told.
export async function made(post, text, tell) {
  try {
    return await again(post);
  } catch (error) {
    tell(say("not_decided", text, error.detail ? refusalOf(error) : say("no_network")), { fault: true });
    return null;
  }
}

// Once more where nothing came back, or the server could not do it then: with the same key it is still done once.
async function again(post) {
  for (const pause of [500, 2000, 5000]) {
    try {
      return await post();
    } catch (error) {
      if (error.status && error.status < 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return post();
}
