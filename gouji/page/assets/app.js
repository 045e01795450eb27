// The page: verdict first, then the matters, the tables and the document, side by side where there is room.
import { h, replaceChildren } from "./dom.js";
import { followChoice } from "./cells.js";
import { followTries, tablesPane } from "./tables.js";
import { documentPane, followWords } from "./paper.js";
import { followMatters, mattersPane } from "./matters.js";
import { KEYS, listenToKeys, step, togglePane } from "./keys.js";
import { change, choose, matters, onChange, result, say, state, view } from "./state.js";

const STATUS_SIGNS = { passed: "✓", flagged: "!", incomplete: "?", unreadable: "✕" };
const live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
const main = h("main", { "data-pane": state.pane });

function header() {
  const name = [result.organ, result.year && say("of_year", result.year)].filter(Boolean).join(" ") || result.file;
  return h(
    "header",
    {},
    h("div", { class: "verdict" },
      h("h1", {}, name),
      h("p", { class: `status ${result.status}` }, h("span", { class: "sign", "aria-hidden": "true" }, STATUS_SIGNS[result.status]), view.headline)),
    h("div", { class: "tools" },
      matters.length > 0 && [tool(say("previous"), "K", () => step(-1)), nowOf(), tool(say("next"), "J", () => step(1))],
      tool(say("switch"), "D", togglePane, "switch-pane"),
      view.returned.length > 0 && copyButton,
      tool(say("help"), "?", openHelp, "help")),
  );
}

// Which of how many matters is chosen; its name too, where the list is out of sight.
function nowOf() {
  const now = h("p", { class: "now" });
  const tell = () => {
    const { number, title } = matters[state.chosen] ?? {};
    replaceChildren(now, h("b", {}, `${number ?? "–"}/${matters.length}`), title && h("span", { class: "what" }, ` ${title}`));
  };
  onChange(tell);
  tell();
  return now;
}

function tool(name, key, onclick, kind = false) {
  return h("button", { type: "button", class: kind, onclick, "aria-keyshortcuts": key }, name, " ", h("kbd", {}, key));
}

const copyButton = tool(say("copy"), "C", copyReturned, "copy");

async function copyReturned() {
  if (!view.returned.length) return;
  const done = await written(view.returned.join("\n"));
  live.textContent = say(done ? "copied" : "not_copied");
  copyButton.firstChild.textContent = say(done ? "copied" : "not_copied");
  if (!done) selectReturned();
  setTimeout(() => { copyButton.firstChild.textContent = say("copy"); }, 2500);
}

async function written(text) {
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

const help = h(
  "dialog",
  { "aria-label": say("keys") },
  h("h2", {}, say("keys")),
  h("dl", {}, KEYS.map(([key, name]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, say(name))))),
  h("button", { type: "button", onclick: () => help.close() }, say("close")),
);

function openHelp() {
  help.showModal();
}

// On a small screen one of the three is seen at a time.
function tabs() {
  const buttons = ["matters", "tables", "document"].map((pane) => h("button", { type: "button", value: pane, "aria-pressed": pane === state.pane, onclick: () => change({ pane }) }, say(pane)));
  onChange(() => {
    main.dataset.pane = state.pane;
    document.body.dataset.pane = state.pane;
    for (const button of buttons) button.setAttribute("aria-pressed", button.value === state.pane);
  });
  return h("nav", { class: "tabs", "aria-label": say("matters") }, buttons);
}

// On paper nothing can be unfolded.
function followPrinting() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

main.append(mattersPane(), tablesPane(), documentPane());
document.body.append(header(), main, tabs(), live, help);
followMatters(live);
followTries();
followWords();
followChoice();
listenToKeys({ help: openHelp, copy: copyReturned });
if (matchMedia("(max-width: 760px)").matches) change({ pane: "matters" });
else if (matters.length) choose(0);
followPrinting();
document.documentElement.dataset.ready = "true";
