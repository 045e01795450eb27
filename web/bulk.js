// Decisions about many organs at once: each is made or refused by itself, and every refusal is told.
import { actionName, freshKey, made, refusalOf, undoable } from "./decide.js";
import { h } from "./dom.js";
import { number, say } from "./words.js";

const MOST = 300; // in one request

// Whether anything may be decided of an organ: something was handed in.
export function mayBeDecided(entry) {
  return Boolean(entry.current);
}

// Decide about these organs in ten seconds, unless it is undone. Whether anything was asked of the API.
export async function decideMany(context, action, entries, given) {
  const names = entries.length === 1 ? entries[0].organ : say("organs_shown", number(entries.length));
  const text = say("decided", names, actionName(action));
  const items = entries.map((entry) => ({ organ: entry.filed_under[0] ?? entry.organ, action, upload_id: entry.current, ...given }));
  const parts = Array.from({ length: Math.ceil(items.length / MOST) }, (_, i) => ({ key: freshKey(), items: items.slice(i * MOST, (i + 1) * MOST) }));
  const subject = entries.length === 1 ? entries[0].organ : "";
  const answers = await undoable(text, () => sent(context, parts, text), subject);
  if (answers === null) return false;
  tell(context, answers.flat(), text);
  return true;
}

// One after the other, each once. Of what could not be sent there is no answer; that it was not is told.
async function sent(context, parts, text) {
  const answers = [];
  for (const { key, items } of parts) {
    const answer = await made(() => context.api.post("decisions", { items }, { key }), text, context.announce);
    answers.push(answer?.items ?? []);
  }
  return answers;
}

function tell(context, answers, text) {
  const refused = answers.filter((one) => one.status !== 201);
  const done = answers.length - refused.length;
  if (done) context.announce(say("decided_many", text, number(done)));
  if (!refused.length) return;
  const dialog = h(
    "dialog",
    { class: "refused", "aria-labelledby": "refused-title" },
    h("h2", { id: "refused-title" }, say("refused", number(refused.length))),
    h("ul", {}, refused.map((one) => h("li", {}, h("b", {}, one.organ), say("colon"), refusalOf(one.problem)))),
    h("button", { type: "button", onclick: () => dialog.close() }, say("close")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
