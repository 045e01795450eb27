// What happened to an organ's report in a year, newest first.
import { actionName } from "./decide.js";
import { h, replaceChildren } from "./dom.js";
import { faultOf, stateName } from "./parts.js";
import { say, says, time } from "./words.js";

export async function show(place, context, organ) {
  const path = `reports/${encodeURIComponent(organ)}/history`;
  const list = h("ol", { class: "events" });
  const more = h("button", { type: "button", onclick: () => fetchMore().catch((error) => context.announce(faultOf(error), { fault: true })) }, say("earlier_events"));
  let cursor = null;
  async function fetchMore() {
    const page = await context.api.get(path, { limit: 50, cursor });
    const first = list.children.length;
    list.append(...page.items.map(eventOf));
    cursor = page.next;
    more.hidden = !cursor;
    if (first) {
      list.children[first]?.setAttribute("tabindex", -1);
      list.children[first]?.focus();
    }
  }
  replaceChildren(place, list, more);
  await fetchMore();
}

function eventOf(event) {
  return h("li", {}, h("time", { datetime: event.at }, time(event.at)), h("div", {}, h("p", {}, saidOf(event)), detailsOf(event).map((line) => h("p", { class: "aside" }, line))));
}

function saidOf(event) {
  const { kind, decision } = event;
  if (kind === "decided") return say("event_decided", decision.by.name ?? decision.by.sub, actionName(decision.action));
  if (kind === "told") return say(says(`told_as_${event.told}`) ? `told_as_${event.told}` : "event_told");
  if (kind === "judged") return [say("event_judged", stateName(event.state)), event.state !== "unreadable" && say("file_counts", event.errors ?? 0, event.warnings ?? 0)].filter(Boolean).join(say("comma"));
  return say(says(`event_${kind}`) ? `event_${kind}` : "event_other");
}

function detailsOf({ kind, decision, key, reason, message_id }) {
  const file = key?.split("/").at(-1);
  return [
    ["uploaded", "deleted"].includes(kind) && file,
    reason,
    decision?.reason,
    decision?.note,
    message_id && say("message_number", message_id),
  ].filter(Boolean);
}
