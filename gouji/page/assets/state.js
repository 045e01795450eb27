// What the page shows, what is chosen and what is tried on; whoever wants to know of a change says so.

export const data = JSON.parse(document.getElementById("data").textContent);
export const { result, view, words } = data;
export const matters = view.matters;

// A word of the interface, with what is filled in.
export function say(name, ...values) {
  let next = 0;
  return words[name].replace(/\{\}/g, () => String(values[next++]));
}

export const state = { chosen: null, last: null, tried: {}, way: null, pane: "tables" };
const listeners = [];

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

// The matters in which a cell plays a part, by their places in the list.
export const mattersOf = new Map();
matters.forEach((matter, index) => {
  for (const cell of [...matter.likely, ...matter.partners]) {
    if (!mattersOf.has(cell)) mattersOf.set(cell, []);
    mattersOf.get(cell).push(index);
  }
});

// The matters whose number a cell carries: those for which it is a likely one, or for which no cell is likelier; of a
// great many such cells the first.
const MOST_NUMBERED = 20;
export const numberedAt = new Map();
matters.forEach((matter, index) => {
  const cells = matter.likely.length ? matter.likely : matter.partners;
  for (const cell of cells.length > MOST_NUMBERED ? cells.slice(0, 1) : cells) {
    if (!numberedAt.has(cell)) numberedAt.set(cell, []);
    numberedAt.get(cell).push(index);
  }
});
