// What an organ sees: its own reports of the last years, how they stand, and where it hands in.
import { apiOf } from "./api.js";
import { h, replaceChildren } from "./dom.js";
import { standingChip, tableOf } from "./parts.js";
import { hashOf } from "./router.js";
import { number, say, time } from "./words.js";

const YEARS = 5;

export async function show(place, context) {
  const newest = Math.max(Number(context.year), new Date().getFullYear() - 1);
  const years = Array.from({ length: YEARS }, (_, i) => String(newest - i));
  const parts = await Promise.all(context.organs.map(async (organ) => ({ organ, reports: await Promise.all(years.map((year) => reportOf(context.office, year, organ))) })));
  replaceChildren(place, parts.map(({ organ, reports }) => section(context, organ, years, reports)));
}

// The report of a year, or null where nothing was handed in.
async function reportOf(office, year, organ) {
  try {
    return await apiOf(office, year).get(`reports/${encodeURIComponent(organ)}`);
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

function section(context, organ, years, reports) {
  return h(
    "section",
    {},
    h("h1", {}, say("home", organ)),
    h("p", {}, h("a", { class: "button", href: context.hash("upload") }, say("home_hand_in", context.year))),
    tableOf(say("home", organ), ["year", "standing", "errors", "warnings", "last"].map((name) => say(name)), years.map((year, i) => row(context.office, year, organ, reports[i]))),
  );
}

function row(office, year, organ, report) {
  const name = say("of_year", year);
  if (!report) return h("tr", {}, h("th", { scope: "row" }, name), h("td", { colspan: 4 }, say("home_none")));
  const { upload, standing } = report;
  const count = (value) => h("td", { class: "count" }, value === null || upload.state === "unreadable" ? "–" : number(value));
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: hashOf(office, year, `reports/${encodeURIComponent(organ)}`) }, name)),
    h("td", {}, standingChip(standing)),
    ...[upload.errors, upload.warnings].map(count),
    h("td", {}, time(upload.event_time)),
  );
}
