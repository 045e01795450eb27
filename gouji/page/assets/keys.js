// What the keys do; the same stands on the buttons.
import { change, choose, matters, nextWay, state, tryOn } from "./state.js";
import { focusMatter } from "./matters.js";
import { keyOf } from "./typed.js";

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
  const from = state.chosen ?? state.last ?? (by > 0 ? -1 : matters.length);
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
export function openChosen(event) {
  if (document.activeElement.closest("button, a, summary, input, select, textarea")) return;
  if (!matters.length) return;
  if (state.chosen === null) choose(state.last ?? 0);
  focusMatter(state.chosen);
  event.preventDefault();
}

// The repairs of the chosen matter one after the other; the last is taken back.
export function tryNext() {
  const ways = matters[state.chosen]?.ways?.length ?? 0;
  const next = nextWay(state.chosen);
  if (ways) tryOn(state.chosen, next < ways ? next : state.way);
}

export function takeBack() {
  if (state.way !== null) tryOn(state.chosen, state.way);
  else if (state.chosen !== null) choose(null);
}

// `further`: what other keys do, by what they say in small letters. Returns what ends the listening.
export function listenToKeys(further) {
  const actions = { j: () => step(1), k: () => step(-1), t: tryNext, d: togglePane, escape: takeBack, ...further };
  const listen = (event) => {
    if (isElsewhere(event)) return;
    if (event.key === "Enter") {
      openChosen(event);
      return;
    }
    const action = actions[keyOf(event)];
    if (!action) return;
    event.preventDefault();
    action();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

// What is typed into a field, or while a dialog is open, is no command; nor is what the browser knows a chord for.
function isElsewhere(event) {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing || document.querySelector("dialog[open]");
}
