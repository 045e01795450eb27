// One organ's report in the office's pages: how it stands, what may be decided, the page of its verdict and document.
import { actionName, flush, freshKey, isPending, made, refusalOf } from "./decide.js";
import { h, replaceChildren, spoken } from "./dom.js";
import { show as showHistory } from "./history.js";
import { openChosen, step, takeBack, togglePane, tryNext } from "./keys.js";
import { renewMatters, renewReturned, seek } from "./matters.js";
import { copier, followPrinting, panesOf, stepsOf, verdictOf } from "./panes.js";
import { actionOf, all, ask, cellName, faultOf, field, link, saver, standingChip, until } from "./parts.js";
import { CHINESE, load, matters, result, state } from "./state.js";
import { show as showVersions } from "./versions.js";
import { language, say, says, time, wordsOfReport } from "./words.js";

const MOST_WORDS = 2000; // of a reason or a note, as the API takes them
const PICTURES_GOOD_FOR = 240_000; // milliseconds; their addresses are good for five minutes
const ABOUT_REPORT = ["accept", "return", "reopen", "withdraw"];
const KEYS = { accept: "A", return: "R" };
const WANTED = ["to_review", "correction"]; // what waits for a decision

// `reports/<organ>`, with `?cell=` to look for or `?upload_id=` of an earlier upload; `…/versions`; `…/history`.
export async function show(place, context) {
  const [organ, part] = context.rest;
  const parts = { versions: showVersions, history: showHistory };
  if (!part) return showReport(place, context, organ);
  const body = h("div", { class: "part" });
  replaceChildren(place, headOfPart(context, organ, part), body);
  return parts[part]?.(body, context, organ);
}

function headOfPart(context, organ, part) {
  return h("div", { class: "report-head" }, h("h1", {}, organ), navigation(context, organ, part));
}

function navigation(context, organ, here) {
  const to = (part) => context.hash(["reports", encodeURIComponent(organ), part].filter(Boolean).join("/"));
  return h(
    "nav",
    { class: "parts", "aria-label": say("parts") },
    ["", "versions", "history"].map((part) => h("a", { href: to(part), ...(part === here && { "aria-current": "page" }) }, say(`part_${part || "report"}`))),
  );
}

async function showReport(place, context, organ) {
  const shown = new Shown(place, context, organ);
  await shown.fetch();
  return () => shown.end();
}

class Shown {
  constructor(place, context, organ) {
    Object.assign(this, { place, context, organ });
    this.path = `reports/${encodeURIComponent(organ)}`;
    this.earlier = context.query.get("upload_id");
    this.ended = new AbortController();
    this.pending = new Set(); // what is decided and not yet done: actions, and keys of findings
    this.endings = [];
    this.deciding = new Set(); // what is waiting, and what is being read anew after it
  }

  end() {
    this.ended.abort();
    document.body.classList.remove("whole");
    delete document.body.dataset.pane;
    for (const ending of this.endings.splice(0)) ending();
  }

  async fetch(from = 0) {
    this.detail = await this.context.api.get(this.path);
    const upload = this.earlier ?? this.detail.upload.upload_id;
    this.page = await this.context.api.get(`${this.path}/page.json`, { upload_id: upload, language: language() }).catch((error) => {
      if (error.status === 404) return null;
      throw error;
    });
    this.fetched = Date.now();
    this.letterFor = this.waivedKeys();
    if (this.ended.signal.aborted) return;
    if (this.page) this.showPage(from);
    else await this.showWaiting();
  }

  // Until there is a verdict there is no page; it comes by itself. Of an earlier upload it is told how that one stands.
  async showWaiting() {
    const version = `${this.path}/versions/${encodeURIComponent(this.earlier ?? this.detail.upload.upload_id)}`;
    const { upload } = this.isEarlier ? await this.context.api.get(version) : this.detail;
    if (this.ended.signal.aborted) return;
    const told = `told_${this.isEarlier ? upload.state : this.detail.standing}`;
    this.head = h("div", { class: "decisions" });
    replaceChildren(
      this.place,
      h("div", { class: "report-head" }, h("h1", {}, this.organ), navigation(this.context, this.organ, ""), this.head),
      this.notes(),
      h("div", { class: "part" }, h("p", {}, say(says(told) ? told : "told_to_review"), " ", upload.reason ?? ""), h("p", { class: "aside" }, say("handed_in_at", time(upload.event_time)))),
    );
    this.fillHead();
    if (upload.state !== "received") return;
    until(() => this.context.api.get(version), (now) => now.upload.state !== "received", this.ended.signal)
      .then((now) => now && this.fetch())
      .catch((error) => this.context.announce(faultOf(error), { fault: true }));
  }

  showPage(from) {
    load({ ...this.page, words: wordsOfReport() }, { picture: (page) => this.picture(page), beside: (matter) => this.beside(matter), below: (finding) => this.below(finding), foot: () => (matters.length ? say("tries_are_lost") : "") });
    const live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    const { copy, button } = copier((said) => { live.textContent = said; });
    this.copy = copy;
    this.copyButton = button;
    this.head = h("div", { class: "decisions" });
    const { panes, tabs, begin } = panesOf("div");
    replaceChildren(
      this.place,
      h("div", { class: "report-head" }, verdictOf(`${this.organ} ${say("of_year", this.context.year)}`), h("div", { class: "tools" }, stepsOf(), button, this.downloads()), navigation(this.context, this.organ, ""), this.head),
      this.notes(),
      panes,
      tabs,
      live,
    );
    document.body.classList.add("whole");
    this.fillHead();
    this.giveKeys();
    for (const ending of this.endings.splice(0)) ending();
    this.endings.push(followPrinting());
    begin(live, from);
    const cell = this.context.query.get("cell");
    if (cell && cell in result.cells) requestAnimationFrame(() => seek(cell));
  }

  notes() {
    const { query, hash } = this.context;
    const cell = query.get("cell");
    const about = new URLSearchParams([...query].filter(([name]) => ["of", "group"].includes(name)));
    return [
      this.isEarlier && h("p", { class: "remark" }, say("earlier_upload"), " ", link(hash(this.path), say("to_current"))),
      this.detail.text_file && h("p", { class: "remark" }, say("text_file", this.detail.text_file)),
      cell && h("p", { class: "remark" }, say("sought_cell", cellName(cell)), " ", link(hash(`totals/${encodeURIComponent(cell)}?${about}`), say("to_total"))),
    ];
  }

  get isEarlier() {
    return Boolean(this.earlier) && this.earlier !== this.detail.upload.upload_id;
  }

  get may() {
    return this.isEarlier ? [] : this.detail.may ?? [];
  }

  // How it stands, and what may be decided; beside an earlier upload it would be taken for that one's.
  fillHead() {
    const { may } = this;
    const waived = this.waivers().size;
    const actions = ABOUT_REPORT.filter((action) => may.includes(action));
    replaceChildren(
      this.head,
      !this.isEarlier && [standingChip(this.detail.standing), this.lastDecision()],
      !this.isEarlier && waived > 0 && h("span", { class: "aside" }, say("waived_count", waived)),
      this.pending.size > 0 && h("span", { class: "aside" }, say("to_come")),
      actions.map((action) => this.decisionButton(action)),
      this.context.may.includes("decide") && h("button", { type: "button", onclick: () => this.next() }, say("next_report"), " ", h("kbd", {}, "N")),
    );
  }

  decisionButton(action) {
    const key = KEYS[action];
    const isFirst = action === this.suggested;
    return h(
      "button",
      { type: "button", class: isFirst ? "main" : false, disabled: this.isDeciding(), "aria-keyshortcuts": key ?? false, onclick: () => this.decide(action) },
      actionOf(action), key && [" ", h("kbd", {}, key)],
    );
  }

  // What the verdict suggests stands out: an error that nobody waived, and what cannot be read, is to be corrected;
  // what could not be checked suggests nothing.
  get suggested() {
    if (!this.page) return null;
    const waived = this.waivers();
    const isWrong = result.status === "unreadable" || result.findings.some((one) => one.severity === "error" && !waived.has(one.key));
    if (isWrong) return "return";
    return result.status === "incomplete" ? null : "accept";
  }

  isDeciding() {
    return ABOUT_REPORT.some((action) => this.pending.has(action));
  }

  lastDecision() {
    const last = this.detail.decisions.filter((one) => ABOUT_REPORT.includes(one.action)).at(-1);
    if (!last) return null;
    const said = [last.reason, last.note].filter(Boolean).join(" ");
    return h("span", { class: "aside" }, say("last_decision", last.by.name ?? last.by.sub, time(last.at), say(`action_${last.action}`)), said && `${say("colon")}${said}`);
  }

  async decide(action) {
    if (this.isDeciding()) return;
    if (!this.may.includes(action)) {
      await this.tellWhatMay();
      return;
    }
    const given = action === "accept" || action === "reopen" ? {} : await this.askAbout(action);
    if (!given || this.isDeciding()) return;
    await this.decided([action], () => this.context.decide({ organ: this.organ, action, upload_id: this.detail.upload.upload_id, ...given }));
  }

  // Perhaps somebody else was here, or something newer has come: it is looked at anew.
  async tellWhatMay() {
    await this.reload();
    const may = this.may.filter((action) => ABOUT_REPORT.includes(action)).map(actionName);
    this.context.announce(say("not_now", may.join(say("separator")) || say("nothing_may")));
  }

  // What is waiting to be done is shown, and what came of it read anew: also of a refusal, which says that others were here.
  decided(pending, act) {
    const done = this.done(pending, act);
    this.deciding.add(done);
    return done.finally(() => this.deciding.delete(done));
  }

  async done(pending, act) {
    for (const one of pending) this.pending.add(one);
    this.renew();
    try {
      await act();
    } catch (error) {
      this.context.announce(faultOf(error), { fault: true });
    }
    for (const one of pending) this.pending.delete(one);
    if (!this.ended.signal.aborted) await this.reload().catch((error) => this.context.announce(faultOf(error), { fault: true }));
  }

  async reload() {
    const before = this.detail.upload.upload_id;
    const detail = await this.context.api.get(this.path).catch((error) => {
      if (error.status === 404) return null; // taken back, and there is no other
      throw error;
    });
    if (this.ended.signal.aborted) return;
    if (!detail) {
      this.context.again();
    } else if (detail.upload.upload_id === before) {
      this.detail = detail;
      this.renew();
      await this.renewLetter();
    } else {
      this.context.announce(say("other_upload"));
      await this.fetch(state.chosen ?? 0);
    }
  }

  // What goes back does not ask for what is waived.
  async renewLetter() {
    const waived = this.waivedKeys();
    if (!this.page || waived === this.letterFor) return;
    const { view } = await this.context.api.get(`${this.path}/page.json`, { upload_id: this.earlier ?? this.detail.upload.upload_id });
    if (this.ended.signal.aborted) return;
    this.page.view.returned = view.returned;
    this.letterFor = waived;
    this.copyButton.hidden = !view.returned.length;
    renewReturned();
  }

  waivedKeys() {
    return [...this.waivers().keys()].sort().join();
  }

  renew() {
    const focused = this.head.contains(document.activeElement);
    this.fillHead();
    if (focused) (this.head.querySelector("button:not([disabled])") ?? document.getElementById("view"))?.focus();
    if (this.page) renewMatters();
  }

  askAbout(action) {
    const text = h("textarea", { rows: 4, maxlength: MOST_WORDS, autofocus: true });
    const isReturn = action === "return";
    const lead = h("p", { class: "aside", role: "status" }, say("loading"));
    const letter = h("div", { class: "letter", tabindex: 0, role: "region", "aria-label": say("letter"), lang: CHINESE, hidden: true });
    const fill = () => {
      const lines = this.page?.view.returned ?? [];
      replaceChildren(lead, say(lines.length ? "letter_lead" : "no_letter"));
      replaceChildren(letter, lines.map((line) => h("p", {}, line)));
      letter.hidden = !lines.length;
    };
    if (isReturn) this.settled().then(fill);
    return ask({
      title: say(`ask_${action}`, this.organ),
      fields: [
        isReturn && [lead, letter],
        field(say(isReturn ? "note_of_return" : "reason_of_withdrawal"), text, say("may_be_empty")),
      ],
      submit: actionOf(action),
      read: () => ({ note: text.value.trim() || null }),
    });
  }

  // Until what was decided about findings is done: it is not waited for any longer.
  async settled() {
    flush((one) => one.subject === this.organ);
    await Promise.allSettled([...this.deciding]);
  }

  // Waivers: the findings of a matter that are to count no more, with the reason that the organ gave.
  waivers() {
    return new Map((this.detail.findings ?? []).filter((one) => one.waived).map((one) => [one.key, one.waived]));
  }

  beside(matter) {
    const keys = keysOf(matter);
    const waived = this.waivers();
    const count = keys.filter((key) => waived.has(key)).length;
    if (!count) return null;
    return h("span", { class: "chip waived" }, count === keys.length ? say("waived") : say("waived_some", count, keys.length));
  }

  below(finding) {
    const key = result.findings[finding]?.key;
    if (!key || this.isEarlier) return null;
    const waiver = this.waivers().get(key);
    if (this.pending.has(key)) return h("p", { class: "aside" }, say("to_come"));
    if (waiver) return this.waiverOf(key, waiver);
    return this.may.includes("waive") && h("p", {}, h("button", { type: "button", onclick: () => this.waive([key]) }, say("waive"), " ", h("kbd", {}, "W")));
  }

  waiverOf(key, waiver) {
    return h(
      "p",
      { class: "waiver" },
      h("b", {}, say("waived")), " ", say("waived_by", waiver.by.name ?? waiver.by.sub, time(waiver.at)), say("colon"), waiver.reason, " ",
      this.may.includes("restore") && h("button", { type: "button", onclick: () => this.restore(key) }, actionOf("restore")),
    );
  }

  waiveChosen() {
    const waived = this.waivers();
    const keys = state.chosen === null ? [] : keysOf(matters[state.chosen]).filter((key) => !waived.has(key) && !this.pending.has(key));
    if (keys.length) this.waive(keys);
    else this.context.announce(say("nothing_to_waive"));
  }

  async waive(keys) {
    if (!this.may.includes("waive") || this.isDeciding()) return;
    const reason = await this.askReason(keys);
    if (!reason) return;
    const about = { action: "waive", upload_id: this.detail.upload.upload_id, reason: reason.text };
    await this.decideFindings(reason.keys, about);
  }

  restore(key) {
    return this.decideFindings([key], { action: "restore", upload_id: this.detail.upload.upload_id });
  }

  // Several of one cause are one act, which is undone as one.
  decideFindings(keys, about) {
    const { context, organ } = this;
    const one = () => context.decide({ organ, ...about, finding: keys[0] });
    return this.decided(keys, keys.length === 1 ? one : () => this.decideTogether(keys.map((finding) => ({ organ, ...about, finding }))));
  }

  decideTogether(items) {
    const { context, organ } = this;
    const [{ action }] = items;
    const text = say("waived_together", organ, say(`action_${action}`), items.length);
    const key = freshKey();
    const act = async () => {
      const answer = await made(() => context.api.post("decisions", { items }, { key }), text, context.announce);
      if (!answer) return;
      const refused = [...new Set(answer.items.filter((one) => one.problem).map((one) => refusalOf(one.problem)))];
      context.announce(refused.length ? say("not_decided", text, refused.join(" ")) : text, { fault: refused.length > 0 });
    };
    return context.undoable(text, act, organ);
  }

  askReason(keys) {
    const found = [...new Map(result.findings.filter((one) => keys.includes(one.key)).map((one) => [one.key, one])).values()];
    const boxes = found.map((one) => h("input", { type: "checkbox", value: one.key, checked: true }));
    const text = h("textarea", { rows: 3, maxlength: MOST_WORDS, required: true, autofocus: true });
    return ask({
      title: say("ask_waive"),
      fields: [
        h("ul", { class: "choices" }, found.map((one, i) => h("li", {}, h("label", { lang: this.page.view.language }, boxes[i], " ", spoken(wordsOfFinding(one)))))),
        field(say("reason"), text, say("reason_hint")),
      ],
      submit: say("waive"),
      read: () => {
        const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
        return chosen.length && text.value.trim() ? { keys: chosen, text: text.value.trim() } : null;
      },
    });
  }

  // The next report, as on the roster, that waits for a decision.
  async next() {
    const organs = await all(this.context.api, "organs", { limit: 1000 }).catch((error) => {
      this.context.announce(faultOf(error), { fault: true });
      return null;
    });
    if (!organs || this.ended.signal.aborted) return;
    const at = organs.findIndex((one) => one.organ === this.organ || one.filed_under.includes(this.organ));
    const rest = [...organs.slice(at + 1), ...organs.slice(0, Math.max(at, 0))];
    // What is decided and can still be undone waits no more.
    const next = rest.find((one) => WANTED.includes(one.standing) && ![one.organ, ...one.filed_under].some(isPending));
    if (next) this.context.go(`reports/${encodeURIComponent(next.filed_under[0] ?? next.organ)}`);
    else this.context.announce(say("no_next_report"));
  }

  giveKeys() {
    const own = [
      ["j", "J", "key_next", () => step(1)],
      ["k", "K", "key_previous", () => step(-1)],
      ["enter", "Enter", "key_open", openChosen],
      ["t", "T", "key_try", tryNext],
      ["d", "D", "key_document", togglePane],
      ["c", "C", "key_copy", () => this.copy()],
      ["escape", "Esc", "key_escape", takeBack],
    ];
    if (this.may.length || this.detail.may?.length) {
      own.push(["a", "A", "action_accept", () => this.decide("accept")], ["r", "R", "action_return", () => this.decide("return")], ["w", "W", "key_waive", () => this.waiveChosen()]);
    }
    if (this.context.may.includes("decide")) own.push(["n", "N", "key_next_report", () => this.next()]);
    this.context.keys(own.map(([key, shown, says, act]) => ({ key, shown, says, act })));
  }

  // The address of a page's picture, asked for anew where it is no longer good.
  async picture(page) {
    if (Date.now() - this.fetched > PICTURES_GOOD_FOR) {
      const upload = this.earlier ?? this.detail.upload.upload_id;
      // Whatever comes of it, the next picture may ask again.
      this.renewing ??= this.context.api.get(`${this.path}/page.json`, { upload_id: upload }).finally(() => { this.renewing = null; });
      this.page.document = (await this.renewing).document;
      this.fetched = Date.now();
    }
    return this.page.document.pages.find((one) => one.page === page)?.image ?? "";
  }

  // What is made anew is of the upload that counts now: beside an earlier one it would be taken for that one's.
  downloads() {
    const name = `${this.organ}${this.context.year}`;
    return h(
      "details",
      { class: "menu" },
      h("summary", {}, say("downloads")),
      h(
        "div",
        {},
        !this.isEarlier && [
          saver(say("report_xlsx"), this.context, `${this.path}/report.xlsx`, {}, `${name}.xlsx`),
          saver(say("page_html"), this.context, `${this.path}/page.html`, { language: language() }, `${name}.html`),
        ],
        this.original(),
      ),
    );
  }

  // Its address is short-lived: it is asked for when it is wanted, and answers as an attachment.
  original() {
    const button = h("button", { type: "button", onclick: open }, say("original"));
    const { context, path, earlier } = this;
    async function open() {
      try {
        const { document: found } = earlier ? await context.api.get(`${path}/page.json`, { upload_id: earlier }) : { document: await context.api.get(`${path}/document`) };
        location.assign(found.url);
      } catch (error) {
        context.announce(faultOf(error), { fault: true });
      }
    }
    return button;
  }
}

// What the page says of a finding.
function wordsOfFinding(finding) {
  const place = result.findings.indexOf(finding);
  return matters.flatMap((matter) => matter.told).find((told) => told.finding === place).text;
}

// The keys of the errors, warnings and notes of a matter.
function keysOf(matter) {
  return [...new Set(matter.told.map(({ finding }) => result.findings[finding]?.key).filter(Boolean))];
}
