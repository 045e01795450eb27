// The statutory tables filled with the sums of an office's reports; behind each cell the organs that it is made of.
import { h, replaceChildren } from "./dom.js";
import { forms } from "./forms.js";
import { all, cellName, exportsOf, field, link, stateName, tableOf } from "./parts.js";
import { formOf } from "./tables.js";
import { number, say } from "./words.js";

export async function show(place, context) {
  const [cell] = context.rest;
  const asked = { of: context.query.get("of") === "accepted" ? "accepted" : "current", group: context.query.get("group") };
  return cell ? showCell(place, context, cell, asked) : showTables(place, context, asked);
}

async function showTables(place, context, asked) {
  const [totals, organs] = await Promise.all([context.api.get("totals", asked), all(context.api, "organs", { limit: 1000 })]);
  const found = new Map(totals.items.map((one) => [one.cell, one]));
  const used = forms.filter((form) => Object.keys(form.labels).every((cell) => found.has(cell)));
  replaceChildren(
    place,
    h("h1", {}, say("totals_title", context.year)),
    choices(context, asked, groupsOf(organs)),
    counted(totals),
    used.length === 0 && h("p", {}, say("no_totals")),
    used.map((form) => h("section", {}, used.filter((one) => one.id === form.id).length > 1 && h("p", { class: "aside" }, say("of_format", form.format)), formOf(form, (box, spans) => cellOf(box, spans, found.get(box.cell), context, asked)))),
    used.length > 0 && h("p", { class: "aside" }, say("totals_legend")),
    h("section", { class: "exports" }, h("h2", {}, say("exports")), exportsOf(context, asked)),
  );
}

function groupsOf(organs) {
  return [...new Set(organs.map((one) => one.group).filter(Boolean))];
}

function choices(context, asked, groups) {
  const go = (changes) => context.go(addressOf("totals", { ...asked, ...changes }));
  const of = h("select", { onchange: (event) => go({ of: event.target.value }) }, ["current", "accepted"].map((one) => h("option", { value: one, selected: one === asked.of }, say(`of_${one}`))));
  const group = h("select", { onchange: (event) => go({ group: event.target.value }) }, h("option", { value: "" }, say("all")), groups.map((one) => h("option", { value: one, selected: one === asked.group }, one)));
  return h("div", { class: "choices-line" }, field(say("reports_added"), of), groups.length > 0 && field(say("group"), group));
}

export function addressOf(path, asked) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  return `${path}?${query}`;
}

// Which reports were added up, and which were not.
function counted({ reports, left_out: left = [] }) {
  const said = Object.entries(reports).map(([state, count]) => `${stateName(state)} ${count}`).join(say("separator"));
  return [said && h("p", { class: "aside" }, say("reports_counted", said)), left.length > 0 && h("p", { class: "remark" }, say("left_out", left.join(say("separator"))))];
}

// A sum, and in small what is not in it.
function cellOf(box, spans, total, context, asked) {
  const missing = lacksOf(total);
  return h(
    "td",
    { ...spans, class: missing.length ? "cell open" : "cell" },
    link(context.hash(addressOf(`totals/${encodeURIComponent(box.cell)}`, asked)), h("span", { class: "unseen" }, `${cellName(box.cell)} `), number(total.sum)),
    missing.length > 0 && h("span", { class: "last" }, missing.join(" ")),
  );
}

function lacksOf(total) {
  return [
    total.blanks && say("lacks_blank", total.blanks),
    total.uncertain && say("lacks_uncertain", total.uncertain, number(total.uncertain_sum)),
    total.without_unit && say("lacks_unit", total.without_unit),
  ].filter(Boolean);
}

async function showCell(place, context, cell, asked) {
  const path = `totals/${encodeURIComponent(cell)}`;
  const query = { ...asked, limit: 1000 };
  const first = await context.api.get(path, query);
  const rest = first.next ? await all(context.api, path, query, first.next) : [];
  const parts = [...first.items, ...rest];
  const { total } = first;
  const sorts = { value: (a, b) => (inOrder(b) - inOrder(a)), organ: () => 0 };
  let sort = "value";
  const list = h("div", {});
  const by = h("select", { onchange: (event) => { sort = event.target.value; fill(); } }, Object.keys(sorts).map((one) => h("option", { value: one }, say(`sort_${one}`))));
  function fill() {
    replaceChildren(list, tableOf(cellName(cell), [say("organ"), say("printed"), say("added"), say("remarks")], [...parts].sort(sorts[sort]).map((part) => partOf(part, cell, context, asked))));
  }
  fill();
  replaceChildren(
    place,
    h("p", {}, link(context.hash(addressOf("totals", asked)), say("to_totals"))),
    h("h1", {}, cellName(cell)),
    h("p", { class: "sum-told" }, say(asked.of === "accepted" ? "of_accepted" : "of_current"), asked.group && `${say("separator")}${asked.group}`, say("colon"), h("b", {}, number(total.sum)), total.unit, " ", say("from_reports", total.reports)),
    lacksOf(total).length > 0 && h("p", { class: "remark" }, say("not_added"), lacksOf(total).join(say("separator"))),
    field(say("sort"), by),
    list,
  );
}

// The largest first, then what has no number at all.
function inOrder(part) {
  return Number(part.added ?? part.value ?? -1);
}

function partOf(part, cell, context, asked) {
  const to = context.hash(addressOf(`reports/${encodeURIComponent(part.organ)}`, { cell, ...asked }));
  return h(
    "tr",
    { class: part.share },
    h("th", { scope: "row" }, link(to, part.organ), part.group && h("span", { class: "aside" }, ` ${part.group}`)),
    h("td", { class: "count" }, part.value === null ? "–" : [number(part.value), part.unit]),
    h("td", { class: "count" }, part.added === null ? "–" : number(part.added)),
    h("td", {}, [part.share !== "certain" && say(`share_${part.share}`), part.mark && say(`mark_${part.mark}`)].filter(Boolean).join(say("separator"))),
  );
}
