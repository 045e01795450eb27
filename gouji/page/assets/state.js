// What the page shows, what is chosen and what is tried on; whoever wants to know of a change says so.

export const CHINESE = "zh-CN"; // what a report says, whatever the language of the page

export let data = null;
export let result = null;
export let view = null;
export let matters = [];
export const state = {};

// The matters in which a cell plays a part, by their places in the list.
export const mattersOf = new Map();

// The matters whose number a cell carries: those for which it is a likely one, or for which no cell is likelier; of a
// great many such cells the first.
export const numberedAt = new Map();
const MOST_NUMBERED = 20;

let words = {};
let around = {};
const listeners = [];
const forgetting = [];

// Show another report: `given` is its result, view, document and words. `surroundings`: what the page stands in may
// give the picture of a page, `picture(page)`, and what is added to a matter: `beside(matter)` to its title,
// `below(finding)` to each of its findings by their places in the result's list; `foot()` is what is
// said at the foot of the list.
export function load(given, surroundings = {}) {
  data = given;
  ({ result, view, words } = given);
  matters = view.matters;
  around = surroundings;
  for (const kept of [mattersOf, numberedAt]) kept.clear();
  matters.forEach((matter, index) => {
    for (const cell of [...matter.likely, ...matter.partners]) put(mattersOf, cell, index);
    const cells = matter.likely.length ? matter.likely : matter.partners;
    for (const cell of cells.length > MOST_NUMBERED ? cells.slice(0, 1) : cells) put(numberedAt, cell, index);
  });
  listeners.length = 0;
  Object.assign(state, { chosen: null, last: null, tried: {}, way: null, pane: "tables" });
  for (const forget of forgetting) forget();
}

// What a module keeps of one report, it forgets with the next.
export function onLoad(forget) {
  forgetting.push(forget);
}

// What the page stands in adds under a name; null where it adds nothing.
export function added(name, ...about) {
  return around[name]?.(...about) ?? null;
}

export function put(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

// A word of the interface, with what is filled in.
export function say(name, ...values) {
  let next = 0;
  return words[name].replace(/\{\}/g, () => String(values[next++]));
}

export function onChange(listener) {
  listeners.push(listener);
}

export function change(changes) {
  Object.assign(state, changes);
  for (const listener of listeners) listener(changes);
}

// Choose a matter by its place in the list, or none; what was tried on for another one is taken back.
export function choose(index) {
  change({ chosen: index, last: index ?? state.chosen ?? state.last, tried: {}, way: null });
}

// Try a repair on, or take it back.
export function tryOn(index, way) {
  const same = state.chosen === index && state.way === way;
  change({ chosen: index, way: same ? null : way, tried: same ? {} : matters[index].ways[way].cells });
}

// The repair of a matter that the key tries next.
export function nextWay(index) {
  return state.chosen === index && state.way !== null ? state.way + 1 : 0;
}
