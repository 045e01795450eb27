// The list of matters: what is wrong, the sums as addends that lead to their cells, repairs to try on.
import { h, replaceChildren, spoken } from "./dom.js";
import { elementOf, labelOf, markOf } from "./cells.js";
import { hasPages, wordsOf } from "./paper.js";
import { added, change, CHINESE, choose, matters, nextWay, onChange, onLoad, result, say, state, tryOn, view } from "./state.js";
import { newlyBroken, standing, sumOf, valueOf } from "./sums.js";

const SUM_SIGNS = { equal: "=", unequal: "≠", open: "≟" };
const MOST_TERMS = 8; // of more addends those without a number of their own are told together
const ONE_PANE = "(max-width: 1280px)";
const items = [];
onLoad(() => { items.length = 0; });

export function mattersPane() {
  const list = h("ol", { class: "matters" }, matters.map(itemOf));
  return h(
    "section",
    { class: "pane list", id: "matters", "aria-label": say("matters"), tabindex: -1 },
    view.first.length > 0 && h("p", { class: "first", lang: view.language }, view.first),
    result.reason && h("p", { class: "first", lang: CHINESE }, result.reason),
    matters.length > 0 && list,
    // Only what passed has nothing: what could not be checked is not in order.
    !matters.length && result.status === "passed" && h("p", { class: "none" }, say("nothing")),
    h("details", { class: "fold returned", id: "returned", hidden: !view.returned.length }, letterOf()),
    foldOf(say("unchecked"), view.unchecked, true),
    foldOf(say("read"), view.account, false),
    h("p", { class: "aside" }, added("foot") ?? say("made_by")),
  );
}

function foldOf(title, lines, open) {
  return lines.length > 0 && h("details", { class: "fold", open }, h("summary", {}, title), h("ul", { lang: view.language }, lines.map((line) => h("li", {}, spoken(line)))));
}

function letterOf() {
  return [h("summary", {}, say("returned")), view.returned.map((line) => h("p", { lang: CHINESE }, line))];
}

// What goes back is another: some of it was waived.
export function renewReturned() {
  const returned = document.getElementById("returned");
  returned.hidden = !view.returned.length;
  replaceChildren(returned, letterOf());
}

function itemOf(matter, index) {
  const detail = h("div", { class: "detail", id: `detail-${index}` }, detailOf(matter, index));
  const beside = h("span", { class: "beside" }, added("beside", matter));
  const head = h(
    "button",
    { type: "button", class: "head", "aria-expanded": "false", "aria-controls": `detail-${index}`, onclick: () => choose(state.chosen === index ? null : index) },
    h("span", { class: `badge ${matter.severity}`, "aria-hidden": "true" }, matter.number),
    h("span", { class: "title" }, h("span", { class: `severity ${matter.severity}` }, say(matter.severity)), " ", h("span", { lang: view.language }, matter.title), beside, shortOf(matter)),
  );
  const item = h("li", { class: `matter ${matter.severity}`, id: `matter-${index}` }, h("h2", {}, head), detail);
  items.push({ item, head, detail, beside });
  return item;
}

// Of a cause the change that most likely mends it, else the first words of its sentence.
function shortOf(matter) {
  const way = matter.ways?.[0];
  if (!way) return h("span", { class: "short", lang: view.language }, spoken(matter.told[0]?.text ?? ""));
  const [cell, value] = Object.entries(way.cells)[0];
  const more = Object.keys(way.cells).length > 1 ? " …" : "";
  return h("span", { class: "short", lang: view.language }, `${labelOf(cell)} `, h("b", {}, `${result.cells[cell] ?? "□"} → ${value}${more}`));
}

function detailOf(matter, index) {
  return [
    matter.summary && matter.severity !== "unclear" && h("p", { class: "summary", lang: view.language }, spoken(matter.summary)),
    waysOf(matter, index),
    h("ol", { class: "sayings" }, matter.told.map((told) => h("li", {}, toldOf(told), saidOf(told, index), added("below", told.finding)))),
    cellsOf(matter),
  ];
}

// A sum shows itself; its sentence, which has the places as well, is folded below it.
function toldOf(told) {
  const sum = sumOfFinding(told);
  if (!sum) return h("p", { lang: view.language }, spoken(told.text));
  return [sum, h("details", { class: "sentence" }, h("summary", {}, say("sentence")), h("p", { lang: view.language }, spoken(told.text)))];
}

function waysOf(matter, index) {
  if (!matter.ways?.length) return null;
  return h(
    "div",
    { class: "ways" },
    h("p", { class: "aside" }, say("ways")),
    matter.ways.map((way, i) => h(
      "button",
      { type: "button", class: "way", "aria-pressed": state.chosen === index && state.way === i, onclick: () => tryOn(index, i) },
      h("b", {}, state.chosen === index && state.way === i ? say("trying") : say("try")), " ", h("span", { lang: view.language }, spoken(way.text)), i === nextWay(index) && [" ", h("kbd", {}, "T")], i === 0 && matter.ways.length > 1 && h("em", {}, ` ${say("likeliest")}`), way.against && h("em", {}, ` ${say("against")}`),
    )),
    outcomeOf(matter, index),
  );
}

// What a repair that is tried on does to the sums of the matter, and to all others.
function outcomeOf(matter, index) {
  if (state.chosen !== index || state.way === null) return null;
  const own = matter.told.map(({ finding }) => howOf(result.findings[finding]?.facts)).filter((how) => how !== null);
  const left = own.filter((how) => how !== "equal").length;
  const rest = matter.told.length - own.length;
  const broken = newlyBroken(result, state.tried, view.tables.flatMap((table) => table.sums)).length;
  return h(
    "p",
    { class: "outcome", role: "status" },
    left ? say("mended_partly", own.length, left) : say("mended", own.length),
    rest > 0 && say("and_also", say("not_reckoned", rest)),
    broken > 0 && say("and_also", say("broken_else", broken)),
    " ",
    h("button", { type: "button", onclick: () => tryOn(index, state.way) }, say("undo")),
  );
}

function sidesOf(facts) {
  return [facts.left.map((shown) => shown.cell), facts.right.map((shown) => shown.cell)];
}

// How a sum, or a number of the text, stands with what is tried on; null for what is no such thing.
function howOf(facts) {
  if (facts?.kind === "broken-sum") return standing(result, state.tried, sidesOf(facts));
  if (facts?.kind !== "text-disagrees") return null;
  const sum = sumOf(result, state.tried, cellsOfText(facts));
  if (sum === null) return "open";
  return sum === facts.number ? "equal" : "unequal";
}

// The cells whose sum the number of the text is most likely to be.
function cellsOfText(facts) {
  return (facts.tables ?? []).slice(0, 1).flat().map((shown) => shown.cell);
}

function sumOfFinding({ finding }) {
  const { facts, rule } = result.findings[finding] ?? {};
  if (facts?.kind !== "broken-sum") return null;
  const [left, right] = sidesOf(facts);
  const how = howOf(facts);
  const sides = facts.identity === "balance" ? ["balance_left", "balance_right"] : ["sum_parts", "sum_whole"];
  return h(
    "div",
    { class: `sum ${how}` },
    h("p", { class: "line", lang: view.language }, h("b", {}, lineOf(facts)), ` ${view.rule_names[rule] ?? result.rule_names[rule] ?? ""}`),
    sideOf(say(sides[0]), left),
    h("p", { class: "sign" }, h("b", { "aria-hidden": "true" }, SUM_SIGNS[how]), ` ${say({ equal: "equal", unequal: "unequal", open: "open_sum" }[how])}`),
    sideOf(say(sides[1]), right),
  );
}

// The row or column in which a sum stands.
function lineOf(facts) {
  const [row, column] = labelOf(facts.left[0].cell).split(/ ?[｜|] ?/);
  return facts.identity === "column total" ? row : column;
}

// The addends, each of which leads to its cell, and what they come to. Zeros are left out where there are many.
function sideOf(name, cells) {
  const sum = sumOf(result, state.tried, cells);
  const told = cells.length > MOST_TERMS ? cells.filter((cell) => valueOf(result, state.tried, cell) !== 0) : cells;
  const terms = told.flatMap((cell, i) => [i > 0 && " + ", termOf(cell)]);
  const zeros = cells.length - told.length;
  return h("p", { class: "side" }, h("span", { class: "name" }, name), terms, zeros > 0 && ` + 0×${zeros}`, cells.length > 1 && h("b", {}, ` = ${sum ?? "?"}`));
}

function termOf(cell) {
  const value = valueOf(result, state.tried, cell);
  const tried = cell in state.tried;
  return h("button", { type: "button", class: tried ? "term tried" : "term", title: labelOf(cell), "aria-label": `${labelOf(cell)} ${value ?? say("blank")}`, onclick: () => show(cell) }, value ?? "□", !tried && markOf(cell));
}

function saidOf(told, index) {
  const facts = result.findings[told.finding]?.facts;
  const words = facts?.passage?.excerpt?.text;
  if (!words) return null;
  const cells = cellsOfText(facts);
  const how = howOf(facts);
  return h(
    "div",
    { class: "said" },
    h("blockquote", { lang: CHINESE }, words),
    facts.kind === "text-disagrees" && h("p", { class: `against ${how}` }, `${say("said")} `, h("b", {}, facts.number), ` ${SUM_SIGNS[how]} `, cells.flatMap((cell, i) => [i > 0 && " + ", termOf(cell)])),
    told.passages?.length > 0 && h("button", { type: "button", onclick: () => showWords(index) }, say("show_text")),
  );
}

// The cells of a matter without sums, by name.
function cellsOf(matter) {
  const sums = matter.told.some(({ finding }) => result.findings[finding]?.facts.kind === "broken-sum");
  const cells = [...matter.likely, ...matter.partners];
  if (sums || !cells.length) return null;
  return h("ul", { class: "cells", lang: view.language }, cells.slice(0, 12).map((cell) => h("li", {}, h("button", { type: "button", class: "link", onclick: () => show(cell) }, labelOf(cell)), h("span", { class: "aside" }, ` ${view.cells[cell]?.where || say("not_in_document")}`))), cells.length > 12 && h("li", { class: "aside" }, `… ${cells.length}`));
}

// Bring a cell into sight, in the tables and in the document.
export function show(cell) {
  if (getComputedStyle(document.getElementById("tables")).display === "none" && state.pane === "matters") change({ pane: "document" });
  for (const where of ["tables", "text", "document"]) {
    const element = elementOf(cell, where);
    if (!element) continue;
    element.scrollIntoView({ block: "center", inline: "center" });
    element.classList.add("pointed");
    setTimeout(() => element.classList.remove("pointed"), 1600);
  }
}

// Somebody came for this cell: it stays marked.
export function seek(cell) {
  for (const where of ["tables", "text", "document"]) elementOf(cell, where)?.classList.add("sought");
  show(cell);
}

function showWords(index) {
  const [first] = wordsOf(index);
  if (!first) return;
  if (hasPages()) document.querySelector('#document .switch button[value="text"]').click();
  change({ pane: "document" });
  first.scrollIntoView({ block: "center" });
}

export function followMatters(live) {
  let before = null;
  onChange((changes) => {
    // Where one pane is seen at a time, what is chosen comes into sight with it.
    if ("pane" in changes && state.chosen !== null && matchMedia(ONE_PANE).matches) bring(state.chosen);
    if (!("chosen" in changes)) return;
    for (const index of new Set([before, state.chosen])) if (index !== null) renew(index);
    if (before !== state.chosen && state.chosen !== null) bring(state.chosen);
    const matter = matters[state.chosen];
    live.textContent = matter ? say("chosen", say("matter", matter.number), matter.title) : say("not_chosen");
    before = state.chosen;
  });
}

// What the page stands in has other things to add.
export function renewMatters() {
  matters.forEach((_, index) => renew(index));
}

function renew(index) {
  const { item, head, detail, beside } = items[index];
  const open = state.chosen === index;
  const focused = detail.contains(document.activeElement) ? [...detail.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  item.classList.toggle("open", open);
  head.setAttribute("aria-expanded", open);
  replaceChildren(beside, added("beside", matters[index]));
  replaceChildren(detail, detailOf(matters[index], index));
  if (focused >= 0) (detail.querySelectorAll("button")[focused] ?? head).focus();
}

// The matter itself, its first cell in tables and document, and the words that it quotes.
function bring(index) {
  const matter = matters[index];
  const first = matter.likely[0] ?? matter.partners[0];
  if (first) for (const where of ["tables", "text", "document"]) elementOf(first, where)?.scrollIntoView({ block: "center", inline: "nearest" });
  const table = result.findings[matter.told[0]?.finding]?.facts.table;
  if (!first && table) document.querySelector(`#tables .${CSS.escape(table)}`)?.scrollIntoView({ block: "start" });
  if (!first || !elementOf(first, "document")) wordsOf(index)[0]?.scrollIntoView({ block: "center" });
  items[index].item.scrollIntoView({ block: "nearest" });
}

export function focusMatter(index) {
  items[index]?.head.focus({ preventScroll: true });
}


