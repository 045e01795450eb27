// One cell of the report wherever it is shown: its number, its mark, its badges, and how it looks when it is chosen.
import { h } from "./dom.js";
import { choose, matters, numberedAt, onChange, onLoad, put, result, say, state, view } from "./state.js";

// Every element that shows a cell, by the cell: elements of the tables and of the document.
const shownIn = new Map();
onLoad(() => shownIn.clear());
const MARK_SIGNS = { blank: "□", placeholder: "▱", missing: "∅", unreadable: "?", inferred: "≈", recognised: "◌" };
const MOST_BADGES = 3;

export function register(cell, element, where) {
  put(shownIn, cell, { element, where });
}

export function elementOf(cell, where) {
  return shownIn.get(cell)?.find((shown) => shown.where === where)?.element;
}

const MOST_WORDS = 12;

// The number as printed with its unit, or the words that stand there instead.
export function printedOf(cell) {
  const value = result.cells[cell];
  if (value != null) return `${value}${result.units[cell] ?? ""}`;
  const text = (result.places[cell]?.text ?? "").replace(/\s+/g, " ");
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS - 1)}…` : text;
}

// Why a cell has no number, or how it came about, told by a sign and, to whoever asks, by words.
export function markOf(cell) {
  const mark = result.marks[cell];
  return mark && h("span", { class: `mark ${mark}`, title: say(mark), role: "img", "aria-label": say(mark) }, MARK_SIGNS[mark]);
}

export function legendOf(marks) {
  return marks.map((mark) => h("li", {}, h("span", { class: `mark ${mark}`, "aria-hidden": "true" }, MARK_SIGNS[mark]), ` ${say(mark)}`));
}

export function badgesOf(cells) {
  const found = [...new Set(cells.flatMap((cell) => numberedAt.get(cell) ?? []))];
  return found.slice(0, MOST_BADGES).map((index) => badge(index));
}

export function badge(index) {
  const { number, severity, title } = matters[index];
  return h(
    "button",
    { type: "button", class: `badge ${severity}`, "data-matter": index, "aria-label": `${say("matter", number)}：${title}`, title, onclick: (event) => { event.stopPropagation(); choose(index); } },
    number,
  );
}

export function labelOf(cell) {
  return view.cells[cell]?.label ?? cell;
}

function look() {
  const matter = matters[state.chosen];
  const likely = new Set(matter?.likely ?? []);
  const partners = new Set(matter?.partners ?? []);
  for (const shown of shownIn.values()) {
    for (const { element } of shown) {
      element.classList.remove("likely", "partner", "error", "warning", "note", "unclear");
    }
  }
  for (const cell of [...partners, ...likely]) {
    for (const { element } of shownIn.get(cell) ?? []) {
      element.classList.remove("partner");
      element.classList.add(likely.has(cell) ? "likely" : "partner", matter.severity);
    }
  }
}

export function followChoice() {
  onChange(look);
  look();
}
