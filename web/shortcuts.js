// What keys do: those of the frame, and those of the view that is shown.
import { h, replaceChildren } from "./dom.js";
import { keyOf } from "./typed.js";
import { say } from "./words.js";

let framed = [];
let viewed = [];
let dialog = null;

// Each `{key, shown, says, act}`: the key in lower case as typed, as it is printed, the name of what it does.
export function keysOfFrame(keys) {
  framed = [...keys, { key: "?", shown: "?", says: "key_help", act: openHelp }];
}

export function keysOfView(keys) {
  viewed = keys;
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select"));
}

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = keyOf(event);
    // On a button or a link Enter and the space bar are its own.
    if ((key === "enter" || key === " ") && event.target.closest("a, button, summary, input")) return;
    const found = [...viewed, ...framed].find((one) => one.key === key);
    if (!found) return;
    event.preventDefault();
    found.act(event);
  });
}

export function helpDialog() {
  dialog = h("dialog", { class: "keys", "aria-labelledby": "keys-title" });
  return dialog;
}

export function openHelp() {
  const rows = [...viewed, ...framed].filter((one) => one.says);
  replaceChildren(
    dialog,
    h("h2", { id: "keys-title" }, say("keys")),
    h("dl", {}, rows.map((one) => h("div", {}, h("dt", {}, h("kbd", {}, one.shown)), h("dd", {}, say(one.says))))),
    h("button", { type: "button", onclick: () => dialog.close() }, say("close")),
  );
  dialog.showModal();
}
