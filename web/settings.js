// The office's own files of a year: its roster, and what it decided about the rules.
import { h, replaceChildren } from "./dom.js";
import { faultOf, field, tableOf } from "./parts.js";
import { finder, thresholdOf } from "./rules.js";
import { say, time } from "./words.js";

const COLUMNS = ["name", "aliases", "government", "makes_rules", "vertical", "aggregate", "group", "contact", "email"];
// Bytes as they are: what is called text on its way is taken for UTF-8, which a CSV file of Excel's need not be.
const BYTES = "application/octet-stream";
const SEVERITIES = ["error", "warning", "note"];

export async function show(place, context) {
  const [roster, settings, rules] = await Promise.all([context.api.read("roster"), context.api.read("settings"), context.api.get("/rules")]);
  const rosterPlace = h("section");
  const settingsPlace = h("section");
  showRoster(rosterPlace, context, roster);
  showSettings(settingsPlace, context, settings, rules.items);
  replaceChildren(place, h("h1", {}, say("view_settings")), rosterPlace, settingsPlace);
}

// Of which file what is in force is.
function inForce(file) {
  if (!file.version) return h("p", {}, say("never_given"));
  return h("p", { class: "aside" }, say("in_force", file.version, file.file ?? "–", time(file.at)), file.by && ` ${file.by}`);
}

// The rows of a file that are at fault; none of it was taken.
function faultsOf(faults, further, lead) {
  if (!faults?.length) return null;
  return h(
    "div",
    { class: "faults", role: "alert", tabindex: -1 },
    h("p", {}, lead),
    tableOf(lead, [say("line"), say("fault")], faults.map((one) => h("tr", {}, h("th", { scope: "row" }, one.line || say("whole_file")), h("td", {}, one.message)))),
    further > 0 && h("p", {}, say("further_faults", further)),
  );
}

// `file`: what is in force, with its ETag.
function showRoster(place, context, file, told = null) {
  const { answer: roster } = file;
  let match = file.tag;
  const given = h("input", { type: "file", accept: ".csv,.xlsx" });
  const submit = h("button", { type: "submit" }, say("put_roster"));
  const form = h("form", { class: "choices-line", onsubmit: put }, field(say("roster_file"), given, say("roster_hint", COLUMNS.map((name) => say(`column_${name}`)).join(" "))), submit);
  const outcome = h("div", {}, told);
  async function put(event) {
    event.preventDefault();
    const [chosen] = given.files;
    if (!chosen || submit.disabled) return;
    submit.disabled = true;
    try {
      const taken = await context.api.put("roster", chosen, { type: BYTES, match });
      context.announce(say("roster_taken", taken.organs));
      showRoster(place, context, await context.api.read("roster"), h("ul", { class: "remark" }, taken.messages.map((line) => h("li", {}, line))));
    } catch (error) {
      tellRefusal(outcome, error, context, async () => showRoster(place, context, await context.api.read("roster")));
      match = await tagAfter(context, "roster", file);
    }
    submit.disabled = false;
  }
  replaceChildren(
    place,
    h("h2", {}, say("roster")),
    inForce(roster),
    faultsOf(roster.faults, roster.further, say("last_refused")),
    context.may.includes("roster") && form,
    outcome,
    roster.organs ? tableOf(say("roster"), COLUMNS.map((name) => say(`column_${name}`)), roster.organs.map(organOf)) : h("p", {}, say("no_roster")),
  );
}

function organOf(organ) {
  return h("tr", {}, COLUMNS.map((name) => (name === "name" ? h("th", { scope: "row" }, organ.name) : h("td", {}, told(organ[name])))));
}

function told(value) {
  if (Array.isArray(value)) return value.join(say("separator"));
  return typeof value === "boolean" ? value && say("yes") : value ?? "";
}

// A refused file is told beside the one in force: the next attempt rests on that, unless another is in force by now.
async function tagAfter(context, path, { answer, tag }) {
  const now = await context.api.read(path).catch(() => null);
  return now?.answer.version === answer.version ? now.tag : tag;
}

// `anew`: shows what is in force now, where somebody else was quicker (412).
function tellRefusal(place, error, context, anew) {
  const faults = error.told?.faults ?? error.errors;
  const again = () => anew().catch((fault) => context.announce(faultOf(fault), { fault: true }));
  const button = error.status === 412 && h("button", { type: "button", onclick: again }, say("read_in_force"));
  replaceChildren(place, faultsOf(faults, error.told?.further ?? 0, faultOf(error)) ?? h("p", { class: "fault", role: "alert" }, faultOf(error), " ", button));
  place.querySelector(".faults")?.focus();
  context.announce(say("not_taken"));
}

function showSettings(place, context, { answer: file, tag }, rules, toldOf = null) {
  let match = tag;
  const given = file.settings ?? { off: [], on: [], severities: {}, thresholds: {}, deadline: null, publication: null };
  const isOpen = context.may.includes("settings");
  const deadline = h("input", { type: "date", value: given.deadline, disabled: !isOpen });
  const publication = h("input", { type: "date", value: given.publication, disabled: !isOpen });
  const lines = rules.map((rule) => lineOf(rule, given, isOpen));
  const search = h("input", { type: "search", oninput: () => {
    const isWanted = finder(search.value);
    for (const [i, line] of lines.entries()) line.row.hidden = !isWanted(rules[i]);
  } });
  const submit = h("button", { type: "submit", class: "main" }, say("put_settings"));
  const outcome = h("div", {}, toldOf);
  async function put(event) {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    try {
      const taken = await context.api.put("settings", read(), { match });
      context.announce(say("settings_taken"));
      showSettings(place, context, await context.api.read("settings"), rules, h("ul", { class: "remark" }, taken.messages.map((line) => h("li", {}, line))));
    } catch (error) {
      tellRefusal(outcome, error, context, async () => showSettings(place, context, await context.api.read("settings"), rules));
      match = await tagAfter(context, "settings", { answer: file, tag });
    }
    submit.disabled = false;
  }
  // What is not shown here stays as it was given.
  function read() {
    const known = new Set(rules.map((rule) => rule.id));
    const others = (ids) => ids.filter((id) => !known.has(id));
    const found = { ...given, off: others(given.off), on: others(given.on), severities: {}, thresholds: {} };
    for (const [name, day] of Object.entries({ deadline, publication })) {
      delete found[name];
      if (day.value) found[name] = day.value;
    }
    for (const line of lines) line.into(found);
    return found;
  }
  replaceChildren(
    place,
    h("h2", {}, say("settings")),
    inForce(file),
    faultsOf(file.faults, file.further, say("last_refused")),
    h(
      "form",
      { onsubmit: put },
      h("div", { class: "choices-line" }, field(say("deadline_day"), deadline, say("deadline_hint")), field(say("publication_day"), publication)),
      h("div", { class: "choices-line" }, field(say("search_rules"), search), isOpen && submit),
      outcome,
      tableOf(say("settings"), ["rule", "rule_is_on", "severity", "threshold"].map((name) => say(name)), lines.map((line) => line.row)),
    ),
  );
}

// A rule as it is set: whether it judges, how grave it is, its threshold. `into` writes what differs from the catalogue.
function lineOf(rule, given, isOpen) {
  const isUsual = rule.default !== "off";
  const isOn = given.on.includes(rule.id) || (isUsual && !given.off.includes(rule.id));
  const on = h("input", { type: "checkbox", checked: isOn, disabled: !isOpen, "aria-label": `${rule.id} ${say("rule_is_on")}` });
  const now = given.severities[rule.id] ?? rule.severity;
  const severity = h("select", { disabled: !isOpen, "aria-label": `${rule.id} ${say("severity")}` }, SEVERITIES.map((one) => h("option", { value: one, selected: one === now }, one === rule.severity ? say("usual", say(`severity_${one}`)) : say(`severity_${one}`))));
  const { threshold } = rule;
  const number = threshold && h("input", { type: "text", inputmode: "decimal", size: 6, disabled: !isOpen, value: given.thresholds[rule.id] ?? "", placeholder: String(threshold.default), "aria-label": `${rule.id} ${threshold.name}` });
  const row = h(
    "tr",
    {},
    h("th", { scope: "row" }, h("code", {}, rule.id), ` ${rule.name}`),
    h("td", {}, on),
    h("td", {}, severity),
    h("td", {}, number && [number, h("span", { class: "aside" }, ` ${thresholdOf(threshold)}`)]),
  );
  const into = (found) => {
    if (on.checked !== isUsual) found[on.checked ? "on" : "off"].push(rule.id);
    if (severity.value !== rule.severity) found.severities[rule.id] = severity.value;
    const text = number?.value.normalize("NFKC").trim();
    // What is no number goes as it is: the API says what is wrong with it.
    if (text) found.thresholds[rule.id] = Number.isFinite(Number(text)) ? Number(text) : text;
  };
  return { row, into };
}
