// The catalogue of rules, with a search.
import { h, replaceChildren } from "./dom.js";
import { field } from "./parts.js";
import { say } from "./words.js";

export async function show(place, { api, rest }) {
  const { items, version } = await api.get("/rules");
  const search = h("input", { type: "search", value: rest[0] ?? "", oninput: fill });
  const severity = h("select", { onchange: fill }, h("option", { value: "" }, say("all")), ["error", "warning", "note"].map((one) => h("option", { value: one }, say(`severity_${one}`))));
  const count = h("p", { class: "aside", role: "status" });
  const list = h("ul", { class: "rules" });
  function fill() {
    const isWanted = finder(search.value);
    const found = items.filter((rule) => (!severity.value || rule.severity === severity.value) && isWanted(rule));
    count.textContent = say("rules_shown", found.length, items.length, version);
    replaceChildren(list, found.map(ruleOf));
  }
  fill();
  replaceChildren(place, h("h1", {}, say("view_rules")), h("div", { class: "choices-line" }, field(say("search_rules"), search), field(say("severity"), severity)), count, list);
}

// What says of a rule whether it has all words that are looked for.
export function finder(text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return (rule) => {
    const own = textOf(rule);
    return words.every((word) => own.includes(word));
  };
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

function textOf(rule) {
  return folded([rule.id, rule.name, rule.statement, ...rule.basis].join(" "));
}

function ruleOf(rule) {
  return h(
    "li",
    {},
    h("h2", {}, h("code", {}, rule.id), ` ${rule.name} `, h("span", { class: `severity ${rule.severity}` }, say(`severity_${rule.severity}`)), rule.default === "off" && h("span", { class: "chip" }, say("off_by_default"))),
    h("p", {}, rule.statement),
    h("p", { class: "aside" }, [say("rule_forms", rule.forms.join(say("separator"))), rule.needs && say("rule_needs", rule.needs), rule.threshold && thresholdOf(rule.threshold)].filter(Boolean).join(say("semicolon"))),
    rule.basis.length > 0 && h("p", { class: "aside" }, say("basis"), say("colon"), rule.basis.join(say("separator"))),
  );
}

export function thresholdOf({ name, default: usual, least, most, unit }) {
  return say("threshold_told", name, `${usual}${unit ?? ""}`, `${least}`, `${most}${unit ?? ""}`);
}
