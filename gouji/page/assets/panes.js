// The page of one report: verdict first, then the matters, the tables and the document, side by side where there is room.
import { h, replaceChildren } from "./dom.js";
import { followChoice } from "./cells.js";
import { followTries, tablesPane } from "./tables.js";
import { documentPane, followWords } from "./paper.js";
import { followMatters, mattersPane } from "./matters.js";
import { KEYS, step, togglePane } from "./keys.js";
import { change, choose, matters, onChange, result, say, state, view } from "./state.js";

const SMALL = "(max-width: 760px)";

// The report's name, unless it is called otherwise, and its verdict.
export function verdictOf(called = null) {
  const name = called || [result.organ, result.year && say("of_year", result.year)].filter(Boolean).join(" ") || result.file;
  return h(
    "div",
    { class: "verdict" },
    h("h1", {}, name),
    h("p", { class: `status ${result.status}` }, h("span", { class: "sign", "aria-hidden": "true" }, view.sign), h("span", { lang: view.language }, view.headline)),
  );
}

// What goes through the matters and turns the panes.
export function stepsOf() {
  return [
    matters.length > 0 && [tool(say("previous"), "K", () => step(-1)), nowOf(), tool(say("next"), "J", () => step(1))],
    tool(say("switch"), "D", togglePane, "switch-pane"),
  ];
}

// Which of how many matters is chosen; its name too, where the list is out of sight.
function nowOf() {
  const now = h("p", { class: "now" });
  const tell = () => {
    const { number, title } = matters[state.chosen] ?? {};
    replaceChildren(now, h("b", {}, `${number ?? "–"}/${matters.length}`), title && h("span", { class: "what", lang: view.language }, ` ${title}`));
  };
  onChange(tell);
  tell();
  return now;
}

export function tool(name, key, onclick, kind = false) {
  return h("button", { type: "button", class: kind, onclick, "aria-keyshortcuts": key }, name, " ", h("kbd", {}, key));
}

// A button that copies the opinion, and the key that does the same; `tell` says what became of it.
export function copier(tell) {
  const button = tool(say("copy"), "C", copy, "copy");
  async function copy() {
    if (!view.returned.length) return;
    const done = await written(view.returned.join("\n"));
    const said = say(done ? "copied" : "not_copied");
    tell(said);
    button.firstChild.textContent = said;
    if (!done) selectReturned();
    setTimeout(() => { button.firstChild.textContent = say("copy"); }, 2500);
  }
  button.hidden = !view.returned.length;
  return { copy, button };
}

export async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

function selectReturned() {
  const returned = document.getElementById("returned");
  returned.open = true;
  getSelection().selectAllChildren(returned);
}

export function helpDialog() {
  const help = h(
    "dialog",
    { "aria-label": say("keys") },
    h("h2", {}, say("keys")),
    h("dl", {}, KEYS.map(([key, name]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, say(name))))),
    h("button", { type: "button", onclick: () => help.close() }, say("close")),
  );
  return help;
}

// On a small screen one of the three is seen at a time.
function tabsOf(panes) {
  const buttons = ["matters", "tables", "document"].map((pane) => h("button", { type: "button", value: pane, "aria-pressed": pane === state.pane, onclick: () => change({ pane }) }, say(pane)));
  onChange(() => {
    panes.dataset.pane = state.pane;
    document.body.dataset.pane = state.pane;
    for (const button of buttons) button.setAttribute("aria-pressed", button.value === state.pane);
  });
  return h("nav", { class: "tabs", "aria-label": say("matters") }, buttons);
}

// The three panes in an element of this name, and the tabs. Once they stand in the page, `begin` sets them going;
// `live` is where what is chosen is told to who does not see it, `from` the matter that is chosen first.
export function panesOf(name) {
  const panes = h(name, { class: "panes", "data-pane": state.pane }, mattersPane(), tablesPane(), documentPane());
  const tabs = tabsOf(panes);
  const begin = (live, from = 0) => {
    followMatters(live);
    followTries();
    followWords();
    followChoice();
    if (matchMedia(SMALL).matches) change({ pane: "matters" });
    else if (matters.length) choose(Math.min(from, matters.length - 1));
  };
  return { panes, tabs, begin };
}

// On paper nothing can be unfolded. Returns what ends it.
export function followPrinting() {
  let folded = [];
  const unfold = () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  };
  const fold = () => {
    for (const one of folded) one.open = false;
  };
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  return () => {
    removeEventListener("beforeprint", unfold);
    removeEventListener("afterprint", fold);
  };
}
