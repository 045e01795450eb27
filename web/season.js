// An office's year: how it stands, every organ of it, and what is decided of many at once.
import { stacked } from "./charts.js";
import { h, replaceChildren } from "./dom.js";
import { figures } from "./figures.js";
import { organsTable } from "./organs.js";
import { all, exportsOf, standingChip } from "./parts.js";
import { DAY, day, dayOf, number, say } from "./words.js";

const ORDER = ["accepted", "correction", "to_review", "returned", "received", "unreadable", "failed", "missing"];

export async function show(place, context) {
  const { api, office, year } = context;
  const [season, organs] = await Promise.all([api.get(""), all(api, "organs", { limit: 1000 })]);
  const summaries = all(api, "reports", { limit: 100 });
  summaries.catch(() => {}); // whoever shows them tells
  const progress = h("section", { class: "progress", "aria-label": say("progress") });
  const table = organsTable(context, season, organs, summaries, renew);
  const fill = (now, entries) => replaceChildren(progress, standings(now, entries, table), groups(entries, table));
  fill(season, organs);

  // After decisions: everything is as the API has it.
  async function renew() {
    const [now, entries] = await Promise.all([api.get(""), all(api, "organs", { limit: 1000 })]);
    table.renew(entries);
    fill(now, entries);
  }

  replaceChildren(
    place,
    h("div", { class: "season-head" }, h("h1", {}, say("season", office, year)), deadline(season)),
    progress,
    figures(context, season, summaries),
    takeAway(context, table),
    table.element,
  );
  return table.end;
}

function deadline(season) {
  const left = (Date.parse(season.deadline) - dayOf(Date.now())) / DAY;
  const told = left > 0 ? say("days_left", number(left)) : left === 0 ? say("today_is_deadline") : say("days_past", number(-left));
  return h("p", {}, say("deadline", day(season.deadline)), say("comma"), told);
}

function partsOf(entries) {
  return ORDER.map((kind) => ({ kind, count: entries.filter((one) => one.standing === kind).length })).filter((part) => part.count);
}

function toldOf(parts) {
  return parts.map(({ kind, count }) => `${say(`standing_${kind}`)} ${number(count)}`).join(say("separator"));
}

// Each standing with its number, which is a filter as well.
function standings(season, entries, table) {
  if (!entries.length) return null;
  const parts = partsOf(entries);
  const late = entries.filter((one) => one.late).length;
  const total = season.counts.expected === null ? say("organs_shown", number(entries.length)) : say("expected", number(season.counts.expected), number(season.counts.unlisted));
  return [
    h("p", { class: "expected-told" }, total),
    stacked(parts, toldOf(parts)),
    h(
      "ul",
      { class: "standings" },
      parts.map(({ kind, count }) => h("li", {}, h("button", { type: "button", onclick: () => table.filter({ standing: kind }) }, standingChip(kind), " ", h("b", {}, number(count))))),
      late > 0 && h("li", {}, h("button", { type: "button", onclick: () => table.filter({ late: "true" }) }, say("late"), " ", h("b", {}, number(late)))),
    ),
  ];
}

function groups(entries, table) {
  const names = [...new Set(entries.map((one) => one.group))];
  if (names.length < 2) return null;
  return h(
    "details",
    { class: "fold", open: names.length <= 8 },
    h("summary", {}, say("by_group")),
    h(
      "table",
      { class: "groups" },
      h("caption", { class: "unseen" }, say("by_group")),
      h("thead", { class: "unseen" }, h("tr", {}, ["group", "standing_accepted", "progress"].map((name) => h("th", { scope: "col" }, say(name))))),
      h("tbody", {}, names.map((name) => groupLine(name, entries.filter((one) => one.group === name), table))),
    ),
  );
}

function groupLine(name, entries, table) {
  const parts = partsOf(entries);
  const accepted = entries.filter((one) => one.standing === "accepted").length;
  const label = name ?? say("no_group");
  const told = name ? h("button", { type: "button", class: "link", onclick: () => table.filter({ group: name }) }, label) : label;
  return h("tr", {}, h("th", { scope: "row" }, told), h("td", { class: "count" }, `${number(accepted)}/${number(entries.length)}`), h("td", { class: "drawn-bar" }, stacked(parts, toldOf(parts))));
}

// What can be taken away: of the group that is filtered by, where there is one.
function takeAway(context, table) {
  // The group is asked for when a button is pressed.
  const query = { get group() { return table.group() || null; } };
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, say("exports")),
    h("p", { class: "buttons" }, exportsOf(context, query), h("button", { type: "button", onclick: () => copyMissing(context, table.entries(), table.group()) }, say("copy_missing"))),
  );
}

async function copyMissing(context, entries, group) {
  const missing = entries.filter((one) => one.standing === "missing" && (!group || one.group === group));
  const text = missing.map((one) => [one.organ, one.contact].filter(Boolean).join("\t")).join("\n");
  const { written } = await import("./panes.js");
  if (!missing.length) context.announce(say("none_missing"));
  else if (await written(text)) context.announce(say("missing_copied", number(missing.length)));
  else context.announce(say("copy_failed"), { fault: true });
}
