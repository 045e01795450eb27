// What the keys do; the same stands on the buttons.
import { change, choose, matters, state, tryOn } from "./state.js";
import { focusMatter } from "./matters.js";

export const KEYS = [
  ["J", "key_next"],
  ["K", "key_previous"],
  ["Enter", "key_open"],
  ["D", "key_document"],
  ["C", "key_copy"],
  ["Esc", "key_escape"],
  ["?", "key_help"],
];

export function step(by) {
  if (!matters.length) return;
  const from = state.chosen ?? (by > 0 ? -1 : matters.length);
  const next = Math.min(Math.max(from + by, 0), matters.length - 1);
  if (next !== state.chosen) choose(next);
  focusMatter(next);
}

export function togglePane() {
  const pane = state.pane === "document" ? "tables" : "document";
  change({ pane });
  document.getElementById(pane).focus({ preventScroll: true });
}

function escape() {
  if (state.way !== null) tryOn(state.chosen, state.way);
  else if (state.chosen !== null) choose(null);
}

export function listenToKeys({ help, copy }) {
  const actions = { j: () => step(1), k: () => step(-1), d: togglePane, c: copy, escape, "?": help };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
