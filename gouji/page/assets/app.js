// The page as a file that needs nothing else: its data and its pictures stand in it.
import { h } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { copier, followPrinting, helpDialog, panesOf, stepsOf, tool, verdictOf } from "./panes.js";
import { load, say } from "./state.js";

function begin() {
  const data = JSON.parse(document.getElementById("data").textContent);
  load(data, { picture: (page) => `data:image/png;base64,${document.getElementById(`page-${page}`).textContent}` });
  const live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const help = helpDialog();
  const { copy, button } = copier((said) => { live.textContent = said; });
  const back = document.querySelector("a.back"); // of one that was written with others
  const tools = h("div", { class: "tools" }, back, stepsOf(), button, tool(say("help"), "?", () => help.showModal(), "help"));
  const { panes, tabs, begin: beginPanes } = panesOf("main");
  document.body.append(h("header", {}, verdictOf(), tools), panes, tabs, live, help);
  listenToKeys({ "?": () => help.showModal(), c: copy });
  beginPanes(live);
  followPrinting();
  document.documentElement.dataset.ready = "true";
}

begin();
