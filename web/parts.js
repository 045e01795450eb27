// What several views are made of: files to save, dialogs that ask, waiting with patience, names of cells.
import { h } from "./dom.js";
import { forms } from "./forms.js";
import { language, say, says } from "./words.js";

const EXPORTS = ["totals.xlsx", "totals.docx", "cells.csv", "findings.csv", "originals.zip"];
const STANDING_SIGNS = { missing: "○", received: "…", failed: "✕", unreadable: "✕", to_review: "▶", returned: "↩", accepted: "✓", correction: "±" };
const names = Object.assign({}, ...[...forms].reverse().map((form) => form.labels));

// A cell in short, with its table; the form's English terms are the ids.
export function cellName(cell) {
  const table = forms.find((form) => cell in form.labels);
  if (!table) return cell;
  if (language() !== "en") return `${table.name} ${names[cell]}`;
  return say("cell_term", ...cell.match(/^t(\d)\.(.*)\.(\w+)$/).slice(1).map((id) => id.replaceAll(".", ": ").replaceAll("_", " ")));
}

export function standingChip(standing) {
  return h("span", { class: `chip ${standing}` }, h("span", { "aria-hidden": "true" }, `${STANDING_SIGNS[standing] ?? "·"} `), stateName(standing));
}

// How a report or an upload stands, in words; what is newer than this page by its own name.
export function stateName(state) {
  for (const name of [`standing_${state}`, `state_${state}`]) if (says(name)) return say(name);
  return state;
}

// What is decided, as a button says it.
export function actionOf(action) {
  const text = say(`action_${action}`);
  return text[0].toUpperCase() + text.slice(1);
}

export function link(hash, ...children) {
  return h("a", { href: hash }, children);
}

// All pages of a list; from a cursor on, where the first is known.
export async function all(api, path, query = {}, cursor = null) {
  const items = [];
  do {
    const page = await api.get(path, { ...query, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

// What an error says to whoever sees it.
export function faultOf(error) {
  return error.detail ?? (error.status ? String(error.status) : say("no_network"));
}

// A button that fetches a file with the token and saves it.
export function saver(label, context, path, query, name) {
  const button = h("button", { type: "button", onclick: save }, label);
  async function save() {
    if (button.disabled) return;
    button.disabled = true;
    try {
      saveAs(await context.api.get(path, query, { blob: true }), name);
      context.announce(say("saved", name));
    } catch (error) {
      context.announce(say("not_saved", name, faultOf(error)), { fault: true });
    }
    button.disabled = false;
    button.focus();
  }
  return button;
}

// What can be taken away of an office's year, a button each.
export function exportsOf(context, query) {
  const { office, year } = context;
  return EXPORTS.map((file) => saver(say(`export_${file.replace(".", "_")}`), context, file, query, `${office}-${year}-${file}`));
}

function saveAs(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = h("a", { href: address, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// Ask in a dialog: `fields` are shown above its buttons; `read` takes what was given, or null while something lacks.
// Gives what was read; null where it was cancelled.
export function ask({ title, fields, submit, read }) {
  return new Promise((resolve) => {
    let given = null;
    const dialog = h(
      "dialog",
      { class: "ask", "aria-label": title },
      h("form", { method: "dialog", onsubmit: take }, h("h2", {}, title), fields, h("p", { class: "buttons" }, h("button", { type: "submit", class: "main" }, submit), h("button", { type: "button", onclick: () => dialog.close() }, say("cancel")))),
    );
    function take(event) {
      event.preventDefault();
      given = read();
      if (given !== null) dialog.close();
    }
    // As everywhere where texts are written: the line breaks, and with Ctrl it is sent.
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form").requestSubmit();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(given);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Ask again and again, less and less often, until `isDone` says so of the answer, or the signal ends it: null.
export async function until(asked, isDone, signal, { first = 1000, most = 10_000 } = {}) {
  for (let pause = first; !signal.aborted; pause = Math.min(pause * 1.5, most)) {
    const answer = await asked().catch((error) => {
      if (error.status && error.status < 500 && error.status !== 404) throw error;
      return null;
    });
    if (signal.aborted) return null;
    if (answer !== null && isDone(answer)) return answer;
    await wait(pause, signal);
  }
  return null;
}

export function wait(pause, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pause);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

// A table in an element that scrolls by itself and can be reached with the keyboard.
function scrolling(label, table) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, table);
}

export function tableOf(caption, heads, rows, kind = false) {
  return scrolling(caption, h("table", { class: kind }, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)));
}

export function field(label, control, hint = null) {
  return h("label", { class: "field" }, h("span", {}, label), control, hint && h("span", { class: "aside" }, hint));
}
