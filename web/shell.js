// What stands around every view: whose year it is, where one can go, what is told, what can be undone.
import { undo, undoBar } from "./decide.js";
import { h, replaceChildren } from "./dom.js";
import { enteringForm } from "./entering.js";
import { hashOf } from "./router.js";
import * as session from "./session.js";
import { helpDialog, keysOfFrame, openHelp } from "./shortcuts.js";
import { language, say, switchLanguage } from "./words.js";

const TOLD_FOR = 8000; // milliseconds; what is amiss stays until it is closed
const VIEWS = ["season", "totals", "upload", "settings", "rules"];
const OF_ORGANS = ["season", "upload"];
const SHORT = { season: "" };

let place = null;
let head = null;
let told = null;
let lost = null;

// The frame, empty. Gives the element in which views are shown.
export function frame({ again, signIn, signOut }) {
  document.documentElement.lang = language();
  place = h("main", { id: "view", tabindex: "-1" });
  head = h("header", { class: "head" });
  told = h("div", { class: "told", role: "status", "aria-live": "polite" });
  lost = h("div", { class: "lost", role: "alert" });
  const skip = h("button", { type: "button", class: "skip", onclick: () => place.focus() }, say("skip"));
  replaceChildren(document.body, skip, head, lost, place, h("div", { class: "notices" }, told, undoBar(announce)), helpDialog());
  keysOfFrame([
    { key: "z", shown: "Z", says: "key_undo", act: () => undo() },
    { key: "u", act: () => undo() },
  ]);
  frame.again = again;
  frame.signIn = signIn;
  frame.signOut = signOut;
  fillHead({});
  return place;
}

export function announce(text, { fault = false } = {}) {
  const line = h("p", { class: fault ? "fault" : "done" }, text, fault && h("button", { type: "button", onclick: () => line.remove() }, say("close")));
  told.append(line);
  if (!fault) setTimeout(() => line.remove(), TOLD_FOR);
}

// Whether somebody is signed in was found to have changed.
export function tellSession(isSignedIn) {
  if (session.hasLeft()) replaceChildren(told); // it may name what nobody else is to see
  if (isSignedIn || session.hasLeft()) {
    replaceChildren(lost);
    return;
  }
  const { client } = session.config;
  const again = client && h("button", { type: "button", onclick: () => frame.signIn() }, say("sign_in_again"));
  replaceChildren(lost, h("p", {}, say(client ? "signed_out" : "signed_out_link"), again), !client && enteringForm());
}

// The head of one route; `years` of its office, `isOrgan`: where only an organ's own reports are seen.
export function fillHead({ route = null, years = [], isOrgan = false }) {
  const office = route?.office;
  const tools = [
    h("button", { type: "button", lang: language() === "en" ? "zh-CN" : "en", onclick: turnLanguage }, say("language")),
    h("button", { type: "button", onclick: openHelp }, say("help"), " ", h("kbd", {}, "?")),
  ];
  replaceChildren(
    head,
    h("p", { class: "brand" }, h("a", { href: "#/" }, say("product"))),
    office && where(route, years),
    office && navigation(route, isOrgan ? OF_ORGANS : VIEWS),
    h("div", { class: "tools" }, session.isSignedIn() && h("span", { class: "who" }, session.name()), session.isSignedIn() && leaving(), tools),
  );
}

function leaving() {
  const button = h("button", { type: "button", onclick: leave }, say("sign_out"));
  function leave() {
    button.disabled = true;
    frame.signOut();
  }
  return button;
}

function turnLanguage() {
  switchLanguage();
  frame.again();
}

function where(route, years) {
  const offices = session.offices();
  const newest = String(new Date().getFullYear() - 1); // of the reports that are handed in now
  const all = [...new Set([...years.map(String), route.year, newest])].sort().reverse();
  return h(
    "div",
    { class: "where" },
    offices.length > 1 ? chooser("office", offices, route.office, (office) => hashOf(office, route.year)) : h("b", {}, route.office),
    chooser("year", all, route.year, (year) => hashOf(route.office, year, [SHORT[route.view] ?? route.view].filter((view) => view && view !== "reports").join("/"))),
  );
}

function chooser(name, values, chosen, hash) {
  const options = values.map((value) => h("option", { value, selected: value === chosen }, name === "year" ? say("of_year", value) : value));
  return h("select", { "aria-label": say(name), onchange: (event) => (location.hash = hash(event.target.value)) }, options);
}

function navigation(route, views) {
  return h(
    "nav",
    { "aria-label": say("views") },
    views.map((view) => {
      const path = SHORT[view] ?? view;
      const isHere = path === route.view;
      return h("a", { href: hashOf(route.office, route.year, path), ...(isHere && { "aria-current": "page" }) }, say(`view_${view}`));
    }),
  );
}
