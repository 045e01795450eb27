// The season in figures: when reports came, what became of requests, each organ beside last year. Drawn when looked at.
import { apiOf } from "./api.js";
import { bars, climb } from "./charts.js";
import { h, replaceChildren } from "./dom.js";
import { all, faultOf } from "./parts.js";
import { day, dayOf, number, say } from "./words.js";

const NEW = "t3.new_received.total";
const OUTCOMES = ["granted", "partial", "denied", "unable", "not_processed", "other", "carried_over"];
const MOST = 12; // organs beside each other

// `season` as the API has it; `summaries`: a promise of the current uploads.
export function figures(context, season, summaries) {
  const place = h("div", { class: "figures" });
  let isDrawn = false;
  const fold = h("details", { class: "fold", ontoggle: draw }, h("summary", {}, say("figures")), place);
  async function draw() {
    if (isDrawn || !fold.open) return;
    isDrawn = true;
    replaceChildren(place, h("p", { class: "loading" }, say("loading")));
    try {
      const found = await Promise.all([summaries, outcomes(context), beside(context)]);
      replaceChildren(place, arrivals(season, found[0]), ...found.slice(1));
    } catch (error) {
      isDrawn = false;
      replaceChildren(place, h("p", { class: "fault", role: "alert" }, faultOf(error)));
    }
  }
  return fold;
}

function arrivals(season, summaries) {
  const deadline = Date.parse(season.deadline);
  const days = summaries.map((one) => dayOf(Date.parse(one.event_time))).sort((a, b) => a - b);
  const inTime = days.filter((at) => at <= deadline).length;
  const told = say("arrivals_told", day(season.deadline), number(inTime), number(days.length - inTime));
  return climb(say("arrivals"), days, season.counts.expected, deadline, told);
}

async function outcomes(context) {
  const { items } = await context.api.get("totals");
  const found = OUTCOMES.map((name) => {
    const cells = items.filter(({ cell }) => cell.startsWith(`t3.${name}.`) && cell.endsWith(".total"));
    return { name: say(`outcome_${name}`), value: cells.reduce((sum, { sum: value }) => sum + Number(value), 0), left: leftOut(cells) };
  });
  const left = Math.max(0, ...found.map((one) => one.left));
  return h("div", {}, bars(say("outcomes"), found), left > 0 && h("p", { class: "remark" }, say("not_in_figures", number(left))));
}

// Of how many reports a number is in none of these: blank, uncertain, or without its unit.
function leftOut(cells) {
  return Math.max(0, ...cells.map((cell) => cell.blanks + cell.uncertain + cell.without_unit));
}

async function beside(context) {
  const before = apiOf(context.office, String(Number(context.year) - 1));
  const [now, past] = await Promise.all([all(context.api, `totals/${NEW}`, { limit: 100 }), all(before, `totals/${NEW}`, { limit: 100 }).catch(() => [])]);
  const pasts = new Map(past.map((part) => [part.organ, part]));
  const known = now.filter((part) => part.share === "certain").sort((a, b) => Number(b.value) - Number(a.value));
  const values = known.slice(0, MOST).map((part) => ({
    name: part.organ,
    value: Number(part.value),
    past: pasts.get(part.organ)?.share === "certain" ? Number(pasts.get(part.organ).value) : null,
    to: context.hash(`reports/${encodeURIComponent(part.organ)}?cell=${NEW}`),
  }));
  const years = [context.year, String(Number(context.year) - 1)].map((year) => say("of_year", year));
  const left = now.length - known.length;
  return h("div", {}, bars(say("beside", MOST), values, years), left > 0 && h("p", { class: "remark" }, say("not_in_figures", number(left))));
}
