// The table of an office's organs: filtered as one types, sorted, gone through by keys; filters stand in the address.
import { decideMany, mayBeDecided } from "./bulk.js";
import { isPending } from "./decide.js";
import { h, replaceChildren } from "./dom.js";
import { actionOf, ask, field, standingChip } from "./parts.js";
import { rewrite } from "./router.js";
import { number, say, time } from "./words.js";

const STANDINGS = ["missing", "received", "failed", "unreadable", "to_review", "returned", "accepted", "correction"];
const WANTED = new Set(["to_review", "correction", "unreadable"]); // what the keys go through
const COLUMNS = ["organ", "group", "standing", "errors", "warnings", "submissions", "last"];
const CHUNK = 100; // rows at a time: more come when the end of these comes into sight

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const collator = new Intl.Collator("zh-CN", { numeric: true });

// `summaries`: a promise of the current uploads; `changed`: what is done after decisions.
export function organsTable(context, season, organs, summaries, changed) {
  const table = new Organs(context, season, changed);
  table.renew(organs);
  summaries.then((found) => table.tellTimes(found)).catch(() => {});
  return {
    element: table.element,
    filter: (asked) => table.change({ standing: "", late: "", group: "", q: "", ...asked }, { focus: true }),
    group: () => table.asked.group,
    entries: () => table.all,
    renew: (entries) => table.renew(entries),
    end: () => table.end(),
  };
}

class Organs {
  constructor(context, season, changed) {
    Object.assign(this, { context, changed, chosen: new Set(), rows: new Map(), times: new Map() });
    this.mayDecide = season.may.includes("decide");
    this.asked = Object.fromEntries(["standing", "late", "group", "q", "sort"].map((name) => [name, context.query.get(name) ?? ""]));
    this.body = h("tbody", {});
    this.said = h("p", { class: "aside", role: "status" });
    this.bulk = h("div", { class: "bulk" });
    this.more = h("div", { class: "more", "aria-hidden": "true" });
    this.watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.extend(), { rootMargin: "600px" });
    this.watcher.observe(this.more);
    this.filters = h("div", { class: "filters", role: "search" });
    this.heads = h("tr", {});
    this.table = h("table", { class: "organs" }, h("caption", { class: "unseen" }, say("organs")), h("thead", {}, this.heads), this.body);
    this.element = h("section", { class: "organs-part", "aria-label": say("organs") }, this.filters, this.bulk, h("div", { class: "scroll" }, this.table), this.more);
    this.printing = () => this.extend(Infinity);
    addEventListener("beforeprint", this.printing);
    context.keys(this.keys());
  }

  end() {
    this.watcher.disconnect();
    removeEventListener("beforeprint", this.printing);
  }

  renew(entries) {
    this.all = entries.map((entry, place) => ({ ...entry, place, text: plain([entry.organ, ...entry.aliases, ...entry.filed_under, entry.contact ?? ""].join("\n")) }));
    const there = new Set(entries.map((entry) => entry.organ));
    for (const organ of this.chosen) if (!there.has(organ)) this.chosen.delete(organ);
    this.rows.clear();
    this.fillFilters();
    this.fillHeads();
    this.fill();
  }

  // When each organ's report came; known a little later than the rest.
  tellTimes(summaries) {
    for (const { upload_id: upload, event_time: at } of summaries) this.times.set(upload, at);
    for (const [organ, row] of this.rows) row.querySelector(".last").textContent = this.timeOf(this.all.find((one) => one.organ === organ));
    if (this.asked.sort.endsWith("last")) this.fill();
  }

  timeOf(entry) {
    const at = entry.current && this.times.get(entry.current);
    return at ? time(at) : "";
  }

  change(asked, { focus = false } = {}) {
    Object.assign(this.asked, asked);
    const query = new URLSearchParams(Object.entries(this.asked).filter(([, value]) => value)).toString();
    rewrite(this.context.hash(query ? `?${query}` : ""));
    for (const control of this.filters.querySelectorAll("[name]")) if (control.value !== this.asked[control.name]) control.value = this.asked[control.name];
    if (asked.sort !== undefined) this.fillHeads();
    this.fill();
    if (focus) this.filters.scrollIntoView({ block: "nearest" });
  }

  fillFilters() {
    const choice = (name, values) => field(say(name), h("select", { name, onchange: (event) => this.change({ [name]: event.target.value }) }, [["", say("all")], ...values].map(([value, text]) => h("option", { value, selected: value === this.asked[name] }, text))));
    const groups = [...new Set(this.all.map((one) => one.group).filter(Boolean))];
    const search = h("input", { type: "search", name: "q", value: this.asked.q, autocomplete: "off", oninput: (event) => this.change({ q: event.target.value }), onkeydown: (event) => event.key === "Enter" && !event.isComposing && this.toFirst() });
    const step = (by, name, key) => h("button", { type: "button", onclick: () => this.step(by) }, say(name), " ", h("kbd", {}, key));
    replaceChildren(
      this.filters,
      field(say("search"), search),
      choice("standing", STANDINGS.map((one) => [one, say(`standing_${one}`)])),
      choice("late", [["true", say("late")], ["false", say("not_late")]]),
      groups.length > 0 && choice("group", groups.map((one) => [one, one])),
      h("div", { class: "steps" }, step(-1, "waiting_before", "K"), step(1, "waiting_next", "J")),
      this.said,
    );
  }

  fillHeads() {
    const by = this.asked.sort.replace(/^-/, "");
    const isDown = this.asked.sort.startsWith("-");
    const head = (name) => {
      const order = name === by ? (isDown ? "descending" : "ascending") : null;
      return h("th", { scope: "col", class: name, ...(order && { "aria-sort": order }) }, h("button", { type: "button", onclick: () => this.sort(name) }, say(name)));
    };
    this.everyone = h("input", { type: "checkbox", "aria-label": say("choose_shown"), onchange: (event) => this.chooseShown(event.target.checked) });
    replaceChildren(this.heads, this.mayDecide && h("td", {}, this.everyone), COLUMNS.map(head));
  }

  // First as is usual for the column, then the other way round, then as on the roster.
  sort(name) {
    const first = ["organ", "group", "standing"].includes(name) ? name : `-${name}`;
    const second = first === name ? `-${name}` : name;
    const next = this.asked.sort === first ? second : this.asked.sort === second ? "" : first;
    this.change({ sort: next });
    this.heads.querySelector(`.${name} button`).focus();
  }

  fill() {
    const { standing, late, group, q } = this.asked;
    const words = plain(q);
    const standings = standing ? standing.split(",") : null;
    this.shown = this.all.filter(
      (one) => (!standings || standings.includes(one.standing)) && (!late || String(one.late) === late) && (!group || one.group === group) && (!words || one.text.includes(words)),
    );
    this.inOrder();
    this.said.textContent = this.shown.length === this.all.length ? say("organs_shown", number(this.all.length)) : say("organs_of", number(this.shown.length), number(this.all.length));
    this.drawn = 0;
    this.body.replaceChildren();
    this.extend();
    if (!this.shown.length) this.body.append(h("tr", {}, h("td", { colspan: COLUMNS.length + 1 }, say(this.all.length ? "nothing_found" : "no_organs"))));
    this.fillBulk();
  }

  inOrder() {
    const by = this.asked.sort.replace(/^-/, "");
    if (!COLUMNS.includes(by)) return;
    const sign = this.asked.sort.startsWith("-") ? -1 : 1;
    const values = { standing: (one) => STANDINGS.indexOf(one.standing), last: (one) => this.times.get(one.current) ?? "" };
    const of = values[by] ?? ((one) => one[by] ?? "");
    const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));
    this.shown.sort((a, b) => sign * compare(of(a), of(b)) || a.place - b.place);
  }

  extend(count = CHUNK) {
    const next = this.shown.slice(this.drawn, this.drawn + count);
    this.drawn += next.length;
    this.body.append(...next.map((entry) => this.rowOf(entry)));
    this.more.hidden = this.drawn >= this.shown.length;
  }

  rowOf(entry) {
    if (!this.rows.has(entry.organ)) this.rows.set(entry.organ, this.drawRow(entry));
    return this.rows.get(entry.organ);
  }

  drawRow(entry) {
    const { organ, current } = entry;
    const name = current ? h("a", { href: this.context.hash(`reports/${encodeURIComponent(entry.filed_under[0] ?? organ)}`) }, organ) : organ;
    const box = this.mayDecide && h("td", {}, mayBeDecided(entry) && h("input", { type: "checkbox", "aria-label": say("choose", organ), checked: this.chosen.has(organ), onchange: (event) => this.choose(organ, event.target.checked) }));
    const count = (value, kind) => h("td", { class: `count ${value ? kind : ""}` }, kind && entry.standing === "unreadable" ? "–" : current || value ? number(value) : "");
    return h(
      "tr",
      {},
      box,
      h("th", { scope: "row" }, name, !entry.listed && h("span", { class: "aside" }, ` ${say("unlisted")}`), entry.filed_under.length > 1 && h("span", { class: "aside" }, ` ${say("several_names", entry.filed_under.join(say("separator")))}`)),
      h("td", { class: "group" }, entry.group, entry.contact && h("span", { class: "aside" }, ` ${entry.contact}`)),
      h("td", { class: "standing" }, standingChip(entry.standing), entry.late && h("span", { class: "late" }, ` ⚑ ${say("late")}`)),
      count(entry.errors, "error"),
      count(entry.warnings, "warning"),
      count(entry.submissions, ""),
      h("td", { class: "last" }, this.timeOf(entry)),
    );
  }

  choose(organ, isChosen) {
    if (isChosen) this.chosen.add(organ);
    else this.chosen.delete(organ);
    this.fillBulk();
  }

  chooseShown(isChosen) {
    for (const entry of this.shown.filter(mayBeDecided)) {
      if (isChosen) this.chosen.add(entry.organ);
      else this.chosen.delete(entry.organ);
      const box = this.rows.get(entry.organ)?.querySelector("input");
      if (box) box.checked = isChosen;
    }
    this.fillBulk();
  }

  // Of what is chosen: what may be decided of all of it at once.
  fillBulk() {
    const chosen = this.all.filter((one) => this.chosen.has(one.organ));
    const shown = this.shown.filter(mayBeDecided);
    this.everyone.checked = shown.length > 0 && shown.every((one) => this.chosen.has(one.organ));
    if (!chosen.length) {
      replaceChildren(this.bulk);
      return;
    }
    const hidden = chosen.filter((one) => !this.shown.includes(one)).length;
    const keys = { accept: "A", return: "R" };
    const button = (action) => h("button", { type: "button", onclick: () => this.decide(action, chosen) }, actionOf(action), keys[action] && [" ", h("kbd", {}, keys[action])]);
    replaceChildren(
      this.bulk,
      h("p", {}, say("chosen", number(chosen.length)), hidden > 0 && say("chosen_hidden", number(hidden))),
      ["accept", "return", "reopen"].map(button),
      h("button", { type: "button", onclick: () => this.chooseNone() }, say("choose_none")),
    );
  }

  chooseNone() {
    for (const organ of this.chosen) {
      const box = this.rows.get(organ)?.querySelector("input");
      if (box) box.checked = false;
    }
    const hadFocus = this.bulk.contains(document.activeElement);
    this.chosen.clear();
    this.fillBulk();
    if (hadFocus) this.everyone.focus(); // not where letters are typed: the next may be the key that undoes
  }

  async decide(action, entries) {
    const given = action === "return" ? await this.askWhy(entries) : {};
    if (!given) return;
    this.chooseNone();
    if (await decideMany(this.context, action, entries, given)) await this.changed();
  }

  askWhy(entries) {
    const text = h("textarea", { rows: 4, maxlength: 2000, autofocus: true });
    const names = entries.length === 1 ? entries[0].organ : say("organs_shown", number(entries.length));
    return ask({ title: say("return_title", names), fields: [field(say("return_reason"), text, say("may_be_empty"))], submit: actionOf("return"), read: () => (text.value.trim() ? { reason: text.value.trim() } : {}) });
  }

  keys() {
    const keys = [
      { key: "j", shown: "J", says: "key_next_organ", act: () => this.step(1) },
      { key: "k", shown: "K", says: "key_previous_organ", act: () => this.step(-1) },
      { key: "enter", shown: "Enter", says: "key_open_organ", act: () => this.step(1) },
      { key: "/", shown: "/", says: "search", act: () => this.filters.querySelector("input").focus() },
    ];
    const decisions = [
      { key: "a", shown: "A", says: "action_accept", act: () => this.decideHere("accept") },
      { key: "r", shown: "R", says: "action_return", act: () => this.decideHere("return") },
      { key: "x", shown: "X", says: "key_choose", act: () => this.chooseHere() },
    ];
    return this.mayDecide ? [...keys, ...decisions] : keys;
  }

  here() {
    const row = document.activeElement?.closest?.("tr");
    return this.shown.find((one) => this.rows.get(one.organ) === row);
  }

  // To the next organ that waits for a decision.
  step(by) {
    const waits = (one) => WANTED.has(one.standing) && !isPending(one.organ);
    const at = this.shown.indexOf(this.here());
    const from = at < 0 ? (by > 0 ? -1 : this.shown.length) : at;
    const order = by > 0 ? this.shown.slice(from + 1) : this.shown.slice(0, from).reverse();
    const next = order.find(waits);
    if (!next) {
      this.context.announce(say("none_waiting"));
      return;
    }
    while (!this.rowOf(next).isConnected) this.extend();
    const link = this.rowOf(next).querySelector("th a");
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  }

  // From the search to what it found.
  toFirst() {
    this.body.querySelector("th a")?.focus();
  }

  // Of what is chosen, else of the organ where one is.
  decideHere(action) {
    const chosen = this.all.filter((one) => this.chosen.has(one.organ));
    const entry = this.here();
    if (chosen.length) this.decide(action, chosen);
    else if (entry && mayBeDecided(entry)) {
      this.decide(action, [entry]);
      this.step(1);
    } else this.context.announce(say("choose_first"));
  }

  chooseHere() {
    const entry = this.here();
    const box = entry && this.rows.get(entry.organ).querySelector("input");
    if (box) box.click();
  }
}
