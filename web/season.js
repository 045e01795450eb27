// An office's year: how it stands, and every organ of it.
import { h, replaceChildren } from "./dom.js";
import { say } from "./words.js";

export async function show(place, context) {
  const { api, office, year } = context;
  const [season, organs] = await Promise.all([api.get(""), allOrgans(api)]);
  replaceChildren(place, h("h1", {}, say("season", office, year)), progress(season), table(organs, context));
}

async function allOrgans(api) {
  const items = [];
  let cursor = null;
  do {
    const page = await api.get("organs", { limit: 1000, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

function progress(season) {
  return h("p", {}, say("deadline", season.deadline));
}

function table(organs, context) {
  if (!organs.length) return h("p", {}, say("no_organs"));
  const columns = ["organ", "group", "standing", "errors", "warnings", "submissions"];
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, say(name))))),
    h("tbody", {}, organs.map((one) => row(one, context))),
  );
}

function row(one, context) {
  const name = one.current ? h("a", { href: context.hash(`reports/${encodeURIComponent(one.filed_under[0] ?? one.organ)}`) }, one.organ) : one.organ;
  const numbers = [one.errors, one.warnings, one.submissions].map((value) => h("td", { class: "count" }, value));
  return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, one.group), h("td", {}, say(`standing_${one.standing}`)), numbers);
}
