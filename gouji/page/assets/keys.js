// What the keys do; the same stands on the buttons.
import { change, choose, matters, state, tryOn } from "./state.js";
import { focusMatter } from "./matters.js";

export const KEYS = [
  ["J", "key_next"],
  ["K", "key_previous"],
  ["Enter", "key_open"],
  ["T", "key_try"],
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

// On a button the key presses it; where nothing has the focus, it opens what was chosen last, or the first.
function openChosen(event) {
  if (document.activeElement !== document.body) return;
  if (state.chosen === null) step(1);
  else focusMatter(state.chosen);
  event.preventDefault();
}

// The likeliest repair of the chosen matter, or the one that is tried on, which is taken back.
function tryLikeliest() {
  if (matters[state.chosen]?.ways?.length) tryOn(state.chosen, state.way ?? 0);
}

function escape() {
  if (state.way !== null) tryOn(state.chosen, state.way);
  else if (state.chosen !== null) choose(null);
}

export function listenToKeys({ help, copy }) {
  const actions = { j: () => step(1), k: () => step(-1), t: tryLikeliest, d: togglePane, c: copy, escape, "?": help, "？": help };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") {
      openChosen(event);
      return;
    }
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
