// All uploads of an organ's report with their verdicts, and what differs between any two of them.
import { h, replaceChildren, spoken } from "./dom.js";
import { all, cellName, faultOf, link, stateName, tableOf } from "./parts.js";
import { language, say, time } from "./words.js";

const KINDS = ["new", "remaining", "unchecked", "gone", "mended"];
const UNJUDGED = ["received", "failed"];
const UNREAD = "unreadable"; // beside it everything differs

export async function show(place, context, organ) {
  const path = `reports/${encodeURIComponent(organ)}`;
  const [versions, detail] = await Promise.all([all(context.api, `${path}/versions`, { limit: 100 }), context.api.get(path).catch(() => null)]);
  const judged = versions.filter((one) => !UNJUDGED.includes(one.state));
  const [to, from] = [...judged.filter((one) => one.state !== UNREAD), ...judged.filter((one) => one.state === UNREAD)];
  const chosen = { from: context.query.get("from") ?? from?.upload_id, to: context.query.get("to") ?? to?.upload_id };
  const differences = h("section", { class: "differences", "aria-live": "polite" });
  const compare = () => showDifferences(differences, context, path, chosen);
  replaceChildren(place, tableOf(say("part_versions"), heads(), versions.map((one) => rowOf(one, { context, path, detail, chosen, compare })), "versions"), differences);
  await compare();
}

function heads() {
  return [say("handed_in"), say("file"), say("verdict"), say("errors"), say("warnings"), say("compare_from"), say("compare_to")];
}

function rowOf(version, { context, path, detail, chosen, compare }) {
  const { upload_id: id, state } = version;
  const isJudged = !UNJUDGED.includes(state);
  const tags = [!version.superseded && say("is_current"), detail?.accepted === id && say("standing_accepted")].filter(Boolean);
  const file = version.key.split("/").at(-1);
  const radio = (name) => isJudged && h("input", { type: "radio", name, value: id, checked: chosen[name] === id, "aria-label": `${say(`compare_${name}`)} ${time(version.event_time)}`, onchange: () => { chosen[name] = id; compare(); } });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, isJudged ? link(context.hash(`${path}?upload_id=${encodeURIComponent(id)}`), time(version.event_time)) : time(version.event_time), tags.map((tag) => h("span", { class: "chip" }, tag))),
    h("td", { class: "file" }, file),
    h("td", {}, stateName(state), version.reason && h("span", { class: "aside" }, ` ${version.reason}`)),
    [version.errors, version.warnings].map((count) => h("td", { class: "count" }, state === UNREAD ? "–" : count ?? "–")),
    h("td", {}, radio("from")),
    h("td", {}, radio("to")),
  );
}

async function showDifferences(place, context, path, chosen) {
  const { from, to } = chosen;
  const heading = h("h2", {}, say("differences"));
  if (!from || !to) {
    replaceChildren(place, heading, h("p", {}, say("nothing_to_compare")));
    return;
  }
  if (from === to) {
    replaceChildren(place, heading, h("p", {}, say("compare_two")));
    return;
  }
  try {
    const found = await context.api.get(`${path}/differences`, { from, to, language: language() });
    if (chosen.from === from && chosen.to === to) replaceChildren(place, heading, cellsOf(found.cells), findingsOf(found.findings));
  } catch (error) {
    replaceChildren(place, heading, h("p", { role: "alert" }, faultOf(error)));
  }
}

function cellsOf(cells) {
  if (!cells.length) return h("p", {}, say("no_cells_differ"));
  const rows = cells.map((one) => h(
    "tr",
    {},
    h("th", { scope: "row" }, cellName(one.cell)),
    h("td", { class: "count" }, h("del", {}, printed(one.from, one.from_mark, one.from_unit))),
    h("td", { class: "count" }, h("ins", {}, printed(one.to, one.to_mark, one.to_unit))),
  ));
  return [h("h3", {}, say("cells_differ", cells.length)), tableOf(say("cells_differ", cells.length), [say("cell"), say("compare_from"), say("compare_to")], rows)];
}

function printed(value, mark, unit) {
  const number = value === null ? "" : `${value}${unit ?? ""}`;
  return [number, mark && say(`mark_${mark}`)].filter(Boolean).join(" ") || say("no_cell");
}

function findingsOf(findings) {
  const renewed = new Set(findings.renewed.map((one) => one.to));
  return KINDS.filter((kind) => findings[kind].length).map((kind) => [
    h("h3", {}, say(`findings_${kind}`, findings[kind].length)),
    h("ul", { class: `findings ${kind}` }, findings[kind].map((one) => h("li", {}, h("span", { class: `severity ${one.severity}` }, say(`severity_${one.severity}`)), " ", spoken(one.message), renewed.has(one.key) && h("span", { class: "aside" }, ` ${say("renewed")}`)))),
  ]);
}
