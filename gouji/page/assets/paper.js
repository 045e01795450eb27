// The document as it was read: paragraphs and grids, and its pages as pictures with the cells' boxes over them.
import { h, svg } from "./dom.js";
import { badgesOf, labelOf, register } from "./cells.js";
import { added, CHINESE, choose, data, matters, mattersOf, numberedAt, onChange, onLoad, put, result, say, state } from "./state.js";

const marksOfWords = new Map(); // a matter's place in the list → the elements of the words that it quotes
onLoad(() => marksOfWords.clear());
export function wordsOf(index) {
  return marksOfWords.get(index) ?? [];
}

export function hasPages() {
  return Boolean(data.document?.pages.length);
}

export function documentPane() {
  const shown = data.document;
  const pane = h("section", { class: "pane document", id: "document", "aria-label": say("document"), tabindex: -1 });
  if (!shown) {
    pane.append(h("p", { class: "aside" }, say("no_document")));
    return pane;
  }
  pane.append(h("p", { class: "aside name", lang: CHINESE }, shown.name));
  if (hasPages()) {
    const nearing = pagesComingNear();
    const pages = h("div", { class: "pages" }, shown.pages.some((page) => page.drawing) && h("p", { class: "aside" }, say("drawn")), shown.pages.map((page) => pageOf(page, nearing)), missingPages(shown));
    const text = h("div", { class: "text", hidden: true, lang: CHINESE }, blocksOf(shown.blocks));
    pane.append(switchOf(pages, text), pages, text);
  } else {
    pane.append(h("div", { class: "text", lang: CHINESE }, blocksOf(shown.blocks)));
  }
  return pane;
}

function switchOf(pages, text) {
  const show = (which) => {
    pages.hidden = which !== "pages";
    text.hidden = which !== "text";
    for (const button of buttons) button.setAttribute("aria-pressed", button.value === which);
  };
  const buttons = ["pages", "text"].map((which) => h("button", { type: "button", value: which, "aria-pressed": which === "pages", onclick: () => show(which) }, say(which)));
  return h("p", { class: "switch" }, buttons);
}

function missingPages(shown) {
  const last = Math.max(...shown.blocks.map((block) => block.page ?? 0));
  const drawn = shown.pages.length;
  return last > drawn && h("p", { class: "aside" }, say("not_drawn", drawn + 1));
}

function pageOf({ page, width, height, drawing }, nearing) {
  const boxes = svg("svg", { viewBox: `0 0 ${width} ${height}` }, drawing && drawn(drawing));
  for (const [cell, place] of Object.entries(result.places)) {
    if (place.page === page && place.box) boxes.append(boxOnPage(cell, place));
  }
  const image = !drawing && h("img", { alt: say("page_number", page), width: Math.round(width), height: Math.round(height) });
  const figure = h("figure", { class: "page" }, h("div", { class: drawing ? "sheet drawing" : "sheet", lang: CHINESE }, image, boxes), h("figcaption", {}, say("page_number", page)));
  if (image) {
    figure.draw = async () => {
      image.src = await added("picture", page);
    };
    nearing.observe(figure);
  }
  return figure;
}

// A page that is no picture: its lines, and each of its characters where it stands.
function drawn({ lines, words }) {
  return svg(
    "g",
    { class: "drawn" },
    svg("path", { d: lines.map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join("") }),
    words.map(({ text, x, y, size }) => svg("text", { x: x.join(" "), y, "font-size": size }, text)),
  );
}

// A picture is unpacked when its page comes near.
function pagesComingNear() {
  return new IntersectionObserver(
    (entries, observer) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        target.draw();
        observer.unobserve(target);
      }
    },
    { rootMargin: "100%" },
  );
}

function boxOnPage(cell, place) {
  const [left, top, right, bottom] = place.box;
  const own = mattersOf.get(cell);
  const group = svg(
    "g",
    { class: "box", "data-cell": cell, "data-text": place.text },
    svg("title", {}, labelOf(cell)),
    svg("rect", { x: left, y: top, width: right - left, height: bottom - top }),
  );
  const numbered = numberedAt.get(cell);
  if (numbered) {
    const { number, severity } = matters[numbered[0]];
    group.append(svg("circle", { class: severity, cx: right, cy: top, r: 5.5 }), svg("text", { x: right, y: top + 2.6 }, number));
  }
  if (own) {
    group.addEventListener("click", () => choose(own.includes(state.chosen) ? state.chosen : own[0]));
  }
  register(cell, group, "document");
  return group;
}

function blocksOf(blocks) {
  let page = null;
  const found = [];
  blocks.forEach((block, index) => {
    if (block.page != null && block.page !== page) {
      page = block.page;
      found.push(h("p", { class: "aside pagebreak" }, say("page_number", page)));
    }
    found.push(block.kind === "grid" ? gridOf(block) : paragraphOf(block, index));
  });
  return found;
}

function paragraphOf(block, index) {
  const marked = quotedIn(index);
  if (!marked.length && !block.doubts?.length) return h("p", {}, block.text);
  const edges = new Set([0, block.text.length]);
  for (const { start, end } of marked) edges.add(start).add(end);
  for (const [start, end] of block.doubts ?? []) edges.add(start).add(end);
  const cuts = [...edges].sort((a, b) => a - b);
  return h("p", {}, cuts.slice(1).map((end, i) => pieceOf(block, cuts[i], end, marked)));
}

function pieceOf(block, start, end, marked) {
  const doubtful = (block.doubts ?? []).some(([a, b]) => a < end && b > start);
  const own = marked.filter((found) => found.start < end && found.end > start);
  let piece = block.text.slice(start, end);
  if (doubtful) piece = h("span", { class: "doubtful", title: say("doubtful") }, piece);
  if (!own.length) return piece;
  const element = h("mark", { "data-matter": own[0].matter }, piece, ...[...new Set(own.map((found) => found.matter))].flatMap((m) => wordBadge(m)));
  for (const { matter } of own) {
    put(marksOfWords, matter, element);
  }
  return element;
}

function wordBadge(index) {
  const { number, severity, title } = matters[index];
  return h("button", { type: "button", class: `badge ${severity}`, "aria-label": `${say("matter", number)}：${title}`, title, onclick: () => choose(index) }, number);
}

function quotedIn(block) {
  return matters.flatMap((matter, index) => matter.told.flatMap((told) => (told.passages ?? []).filter((found) => found.block === block).map((found) => ({ ...found, matter: index }))));
}

function gridOf(grid) {
  const columns = grid.rows.flatMap((row) => row.map((cell) => cell.column + (cell.column_span ?? 1)));
  const first = Math.min(...grid.rows.flatMap((row) => row.map((cell) => cell.column)));
  const width = Math.max(...columns);
  const held = new Set(); // "row.column" that a cell above covers
  const rows = grid.rows.map((row, i) => {
    const cells = [];
    let at = first;
    for (const cell of row) {
      for (; at < cell.column; at += 1) if (!held.has(`${i}.${at}`)) cells.push(h("td", { class: "gap" }));
      cells.push(gridCell(cell));
      const span = cell.column_span ?? 1;
      for (let down = 1; down < (cell.row_span ?? 1); down += 1) for (let c = 0; c < span; c += 1) held.add(`${i + down}.${cell.column + c}`);
      at = cell.column + span;
    }
    for (; grid.aligned && at < width; at += 1) if (!held.has(`${i}.${at}`)) cells.push(h("td", { class: "gap" }));
    return h("tr", {}, cells);
  });
  return h(
    "figure",
    { class: grid.aligned ? "grid" : "grid ragged" },
    h("figcaption", {}, [grid.sheet, say("table_number", grid.number)].filter(Boolean).join(" ")),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("table_number", grid.number) }, h("table", {}, h("tbody", {}, rows))),
    grid.omitted && h("p", { class: "aside" }, say("omitted", grid.omitted)),
  );
}

function gridCell(cell) {
  const cells = cell.cells ?? [];
  const element = h(
    "td",
    { rowspan: cell.row_span, colspan: cell.column_span, class: [cell.doubtful && "doubtful", cells.length && "cell"].filter(Boolean).join(" ") || false, title: cell.doubtful && say("doubtful"), "data-cells": cells.length ? cells.join(" ") : false },
    h("span", { class: "raw" }, cell.text),
    h("span", { class: "badges" }, badgesOf(cells)),
  );
  for (const one of cells) register(one, element, hasPages() ? "text" : "document");
  const own = cells.flatMap((one) => mattersOf.get(one) ?? []);
  if (own.length) element.addEventListener("click", () => choose(own.includes(state.chosen) ? state.chosen : own[0]));
  return element;
}

export function followWords() {
  onChange(() => {
    const chosen = new Set(wordsOf(state.chosen));
    for (const element of new Set([...marksOfWords.values()].flat())) element.classList.toggle("chosen", chosen.has(element));
  });
}
