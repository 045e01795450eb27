// The three tables as in the form, with every cell's number, mark, last year's number and what is tried on.
import { h, replaceChildren } from "./dom.js";
import { badgesOf, labelOf, legendOf, markOf, printedOf, register } from "./cells.js";
import { CHINESE, choose, mattersOf, onChange, result, say, state, view } from "./state.js";

export function tablesPane() {
  const marks = [...new Set(Object.values(result.marks))];
  return h(
    "section",
    { class: "pane tables", id: "tables", "aria-label": say("tables"), tabindex: -1 },
    h("p", { class: "aside" }, view.tables.length ? lastYearNote() : say("no_tables")),
    view.tables.map((table) => formOf(table, boxOf)),
    view.tables.length > 0 && h("ul", { class: "legend", "aria-label": say("legend") },
      h("li", {}, h("span", { class: "swatch likely error", "aria-hidden": "true" }), ` ${say("legend_likely")}`),
      h("li", {}, h("span", { class: "swatch partner error", "aria-hidden": "true" }), ` ${say("legend_partner")}`),
      legendOf(marks)),
  );
}

function lastYearNote() {
  const last = view.last_year;
  if (!last) return say("no_last_year");
  return say("last_year_of") + (last.other.length ? say("other_format", last.other.join(say("separator"))) : "");
}

// A table of the form; `cellOf` makes the element of a box that is a figure's. Of table 4 roles are said in so many
// words: a small screen draws it as a grid, which would take them away.
export function formOf(table, cellOf) {
  const rows = [];
  for (const box of table.boxes) (rows[box.row] ??= []).push(box);
  // Where all columns have one head it stays in sight; table 2 has one for each of its blocks.
  const head = table.id === "t2" ? 0 : rows.findIndex((row) => row.some((box) => box.cell));
  const role = (name) => ({ role: table.id === "t4" && name });
  const labelOfBox = (box) => h("th", { ...spansOf(box), ...role("columnheader"), class: box.width > 1 ? "wide" : false }, box.label);
  const lines = rows.map((row) => h("tr", role("row"), row.map((box) => (box.cell ? cellOf(box, { ...spansOf(box), ...role("cell") }) : labelOfBox(box)))));
  return h(
    "figure",
    { class: `form ${table.id}`, lang: CHINESE },
    h("figcaption", {}, `${table.name}　${table.heading}`),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.name },
      h("table", role("table"), head > 0 && h("thead", role("rowgroup"), lines.slice(0, head)), h("tbody", role("rowgroup"), lines.slice(head)))),
  );
}

function spansOf(box) {
  return { rowspan: box.height > 1 && box.height, colspan: box.width > 1 && box.width };
}

function boxOf(box, spans) {
  const element = h("td", { ...spans, class: "cell", "data-cell": box.cell, title: labelOf(box.cell) });
  register(box.cell, element, "tables");
  fill(element, box.cell);
  const own = mattersOf.get(box.cell);
  if (own) element.addEventListener("click", () => choose(own.includes(state.chosen) ? state.chosen : own[0]));
  return element;
}

function fill(element, cell) {
  const tried = state.tried[cell];
  const printed = printedOf(cell);
  element.classList.toggle("tried", tried !== undefined);
  replaceChildren(
    element,
    h("span", { class: "figure" },
      tried === undefined ? h("span", { class: "value" }, printed) : [h("del", {}, printed === "" ? "□" : printed), " ", h("ins", {}, tried)],
      markOf(cell),
      tried === undefined && cell in result.deduced && h("span", { class: "deduced", title: say("deduced", result.deduced[cell]) }, `(${result.deduced[cell]})`)),
    lastYear(cell, tried),
    h("span", { class: "badges" }, badgesOf([cell])),
  );
}

function lastYear(cell, tried) {
  const last = view.last_year?.cells[cell];
  if (last === undefined) return null;
  const now = tried ?? result.cells[cell];
  if (last === 0 && now === 0) return null; // most of a form: nothing then, nothing now
  const mark = view.last_year.marks[cell];
  const difference = now == null ? "" : differenceOf(now, last);
  return h("span", { class: "last", title: say("last_year", last) + (mark ? `（${say(mark)}）` : "") }, h("span", {}, `${last}${mark ? "≈" : ""}`), difference && h("span", { class: "difference" }, ` (${difference})`));
}

// The difference of two decimals, without the digits that binary fractions add.
function differenceOf(now, last) {
  const digits = Math.max(...[now, last].map((n) => String(n).split(".")[1]?.length ?? 0));
  const by = Number((now - last).toFixed(digits));
  return by === 0 ? "=" : by > 0 ? `+${by}` : `−${-by}`;
}

export function followTries() {
  let before = [];
  onChange(() => {
    const now = Object.keys(state.tried);
    for (const cell of new Set([...before, ...now])) {
      for (const element of document.querySelectorAll(`td[data-cell="${CSS.escape(cell)}"]`)) fill(element, cell);
    }
    before = now;
  });
}
