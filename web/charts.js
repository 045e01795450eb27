// Figures, drawn: each is a picture with its numbers beside it as text, so that nothing hangs on colour or sight.
import { h, svg } from "./dom.js";
import { DAY, number, say } from "./words.js";

const WIDE = 600; // of all drawings, in units of their own
const THICK = 14;
const LOW = 120;

// One bar of several parts, each `{kind, count}`.
export function stacked(parts, label) {
  const total = parts.reduce((sum, part) => sum + part.count, 0) || 1;
  let from = 0;
  const drawn = parts.map(({ kind, count }) => {
    const width = (WIDE * count) / total;
    from += width;
    return svg("rect", { class: `part ${kind}`, x: from - width, y: 0, width, height: THICK });
  });
  return svg("svg", { class: "bar", viewBox: `0 0 ${WIDE} ${THICK}`, preserveAspectRatio: "none", role: "img", "aria-label": label }, drawn);
}

// Lines of a name, a number and a bar; `values` as `[{name, value, past, to}]`, `past`: last year's, thinner.
export function bars(caption, values, names) {
  const most = Math.max(1, ...values.flatMap(({ value, past }) => [value ?? 0, past ?? 0]));
  return h(
    "figure",
    { class: "bars" },
    h("table", {}, h("caption", {}, caption), h("thead", { class: names ? "" : "unseen" }, headOf(names)), h("tbody", {}, values.map((one) => line(one, most, names)))),
  );
}

function headOf(names) {
  return h("tr", {}, ["organ", ...(names ?? ["value"])].map((name, i) => h("th", { scope: "col" }, i === 0 ? say("name") : names ? name : say("value"))), h("td", {}));
}

function line({ name, value, past, to }, most, names) {
  const told = (count) => h("td", { class: "count" }, count === null || count === undefined ? "–" : number(count));
  return h("tr", {}, h("th", { scope: "row" }, to ? h("a", { href: to }, name) : name), told(value), names && told(past), h("td", { class: "drawn-bar", "aria-hidden": "true" }, bar(value, past, most, Boolean(names))));
}

function bar(value, past, most, isPair) {
  const width = (count) => (WIDE * (count ?? 0)) / most;
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${THICK}`, preserveAspectRatio: "none" },
    svg("rect", { class: "now-bar", x: 0, y: 0, width: width(value), height: isPair ? THICK - 5 : THICK }),
    isPair && svg("rect", { class: "past-bar", x: 0, y: THICK - 4, width: width(past), height: 4 }),
  );
}

// How many had come by each day: `days` as milliseconds, in order; with the day by which all should have come.
export function climb(caption, days, expected, deadline, told) {
  if (!days.length) return null;
  const end = deadline + DAY;
  const [first, last] = [Math.min(days[0], deadline), Math.max(days.at(-1), end)];
  const most = Math.max(expected ?? 0, days.length);
  const x = (at) => (WIDE * (at - first)) / Math.max(1, last - first);
  const y = (count) => LOW - (LOW * count) / most;
  const steps = days.map((at, i) => `H${x(at).toFixed(1)}V${y(i + 1).toFixed(1)}`).join("");
  return h(
    "figure",
    { class: "climb" },
    h("figcaption", {}, caption),
    svg(
      "svg",
      { viewBox: `-2 -4 ${WIDE + 4} ${LOW + 8}`, role: "img", "aria-label": told },
      svg("line", { class: "axis", x1: 0, y1: LOW, x2: WIDE, y2: LOW }),
      expected && svg("line", { class: "expected", x1: 0, y1: y(expected), x2: WIDE, y2: y(expected) }),
      svg("line", { class: "deadline", x1: x(end), y1: 0, x2: x(end), y2: LOW }),
      svg("path", { class: "climbing", d: `M0 ${LOW}${steps}H${WIDE}` }),
    ),
    h("p", { class: "aside" }, told),
  );
}
