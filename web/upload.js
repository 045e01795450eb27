// Handing in: files are dropped or chosen, each shown with the organ that it is for, sent, and followed to its verdict.
import { h, replaceChildren } from "./dom.js";
import { all, faultOf, link, stateName } from "./parts.js";
import { judged, Refusal, send } from "./sending.js";
import { offices } from "./session.js";
import { say, says } from "./words.js";

const AT_ONCE = 2;
const UNSENT = ["chosen", "waiting"];
const queues = new Map(); // of each office's year: what is sent goes on when another view is looked at

export async function show(place, context) {
  const organs = await organsOf(context);
  const queue = queueOf(context);
  const list = h("ol", { class: "files" });
  const start = h("button", { type: "button", class: "main", onclick: () => queue.start() });
  const chooser = h("input", { type: "file", multiple: true, id: "files", onchange: () => { queue.add(chooser.files, organs); chooser.value = ""; } });
  const zone = h("div", { class: "drop" }, h("label", { for: "files" }, say("choose_files")), chooser, h("p", { class: "aside" }, say("drop_hint")));
  const names = h("datalist", { id: "organs" }, organs.map((one) => h("option", { value: one.name })));
  const drawn = new Map();
  queue.draw = () => {
    for (const item of queue.items) if (!drawn.has(item)) drawn.set(item, lineOf(item, queue, organs, context));
    for (const [item, line] of drawn) if (!queue.items.includes(item)) { line.element.remove(); drawn.delete(item); }
    for (const item of queue.items) {
      const line = drawn.get(item);
      line.fill();
      if (line.element.parentNode !== list) list.append(line.element);
    }
    const waiting = queue.items.filter((item) => item.state === "chosen" && item.organ);
    start.hidden = !queue.items.some((item) => item.state === "chosen");
    start.disabled = waiting.length === 0;
    start.textContent = say("send_files", waiting.length);
  };
  listenToDrops(zone, (files) => queue.add(files, organs));
  replaceChildren(place, h("h1", {}, say("upload_title", context.year)), organs.length === 0 && h("p", { class: "remark" }, say("no_organs_known")), zone, names, list, start);
  queue.draw();
  return () => { queue.draw = () => {}; };
}

// Whose reports may be handed in here, each with the name under which it is.
async function organsOf(context) {
  if (!offices().includes(context.office)) return context.organs.map((name) => ({ name, under: name, names: [name] }));
  const entries = await all(context.api, "organs", { limit: 1000 });
  return entries.map((one) => ({ name: one.organ, under: one.filed_under[0] ?? one.organ, names: [one.organ, ...one.aliases, ...one.filed_under], standing: one.standing, submissions: one.submissions }));
}

// The organ that a file's name tells; none where it tells several.
function guessed(file, organs) {
  if (organs.length === 1) return organs[0].name;
  const text = file.normalize("NFKC").replace(/\s+/g, "");
  const scored = organs.map((one) => ({ one, score: Math.max(0, ...one.names.map((name) => scoreOf(name.normalize("NFKC"), text))) })).filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const found = scored.filter(({ score }) => score === best);
  return found.length === 1 ? found[0].one.name : "";
}

const REGION = /^.{1,12}?[省市县区旗州盟](?=.{3})/;

// The longer the name that stands in the text, the surer; a name without its region counts less than one with it.
function scoreOf(name, text) {
  if (text.includes(name)) return name.length * 2;
  const short = name.replace(REGION, "");
  return short !== name && short.length >= 3 && text.includes(short) ? short.length : 0;
}

function queueOf(context) {
  const name = `${context.office}/${context.year}`;
  if (!queues.has(name)) queues.set(name, new Queue(context));
  const queue = queues.get(name);
  queue.context = context;
  return queue;
}

class Queue {
  constructor(context) {
    this.context = context;
    this.items = [];
    this.running = 0;
    this.draw = () => {};
    addEventListener("beforeunload", (event) => {
      if (this.items.some((item) => ["waiting", "sending", "again"].includes(item.state))) event.preventDefault();
    });
  }

  add(files, organs) {
    for (const file of files) {
      const twice = this.items.some((item) => item.file.name === file.name && item.file.size === file.size && item.file.lastModified === file.lastModified && item.state !== "refused");
      if (twice) this.context.announce(say("file_twice", file.name));
      else if (!file.size) this.context.announce(say("file_empty", file.name), { fault: true });
      else this.items.push({ file, organ: guessed(file.name, organs), state: "chosen", share: 0, ended: new AbortController() });
    }
    this.draw();
  }

  remove(item) {
    item.ended.abort();
    this.items = this.items.filter((one) => one !== item);
    this.draw();
  }

  // Each file that waits is taken once: a second click finds none.
  start() {
    for (const item of this.items) if (item.state === "chosen" && item.organ) item.state = "waiting";
    this.draw();
    while (this.running < AT_ONCE && this.next()) this.run();
  }

  async run() {
    this.running += 1;
    for (let item; (item = this.next()); ) await this.handIn(item);
    this.running -= 1;
  }

  // Of one organ one at a time, in their order: the last that comes is the one that counts.
  next() {
    const busy = this.items.filter((one) => ["sending", "again"].includes(one.state)).map((one) => one.under);
    return this.items.find((one) => one.state === "waiting" && !busy.includes(one.under));
  }

  async handIn(item) {
    const { api } = this.context;
    const about = { api, organ: item.under ?? item.organ, file: item.file, signal: item.ended.signal };
    try {
      Object.assign(item, { state: "sending", share: 0 });
      const upload = await send({ ...about, tell: (state, share) => this.change(item, { state, share }) });
      if (!upload) return;
      this.change(item, { state: "following", upload });
      this.follow(item, about);
    } catch (error) {
      this.change(item, { state: "refused", said: saidOf(error) });
    }
  }

  // Judging takes its time; the next file need not wait for it.
  async follow(item, about) {
    try {
      const version = await judged({ ...about, upload: item.upload });
      if (version) this.change(item, { state: "done", version });
    } catch (error) {
      this.change(item, { state: "refused", said: faultOf(error) });
    }
  }

  change(item, changes) {
    const before = item.state;
    Object.assign(item, changes);
    this.draw();
    if (item.state !== before && ["done", "refused"].includes(item.state)) this.context.announce(`${item.file.name}${say("colon")}${toldOf(item)}`, { fault: item.state === "refused" });
  }
}

function saidOf(error) {
  if (!(error instanceof Refusal)) return faultOf(error);
  if (error.status === 0) return say("bucket_unreached");
  return says(`bucket_${error.code}`) ? say(`bucket_${error.code}`) : say("bucket_refused", error.code || error.status);
}

function toldOf(item) {
  const { state } = item;
  if (state === "done") {
    const { upload } = item.version;
    return [say("file_done", stateName(upload.state)), upload.errors != null && upload.state !== "unreadable" && say("file_counts", upload.errors, upload.warnings), upload.reason].filter(Boolean).join(say("comma"));
  }
  if (state === "refused") return item.said;
  if (state === "sending") return say("file_sending", Math.round(item.share * 100));
  return say(`file_${state}`);
}

function lineOf(item, queue, organs, context) {
  const input = organs.length === 1 ? h("b", {}, organs[0].name) : h("input", { type: "text", list: "organs", value: item.organ, required: true, "aria-label": say("organ_of_file", item.file.name), oninput: choose });
  const note = h("p", { class: "aside" });
  const told = h("p", { class: "state", role: "status" });
  const bar = h("progress", { max: 1, "aria-label": item.file.name });
  const tools = h("p", { class: "tools" });
  const element = h("li", {}, h("p", { class: "name" }, h("b", {}, item.file.name), h("span", { class: "aside" }, ` ${sizeOf(item.file.size)}`)), h("div", { class: "for" }, h("span", {}, say("handed_in_for")), " ", input), note, bar, told, tools);
  function choose() {
    item.organ = input.value.trim();
    queue.draw();
  }
  function fill() {
    const known = organs.find((one) => one.name === item.organ || one.names.includes(item.organ));
    item.under = known?.under ?? item.organ;
    note.textContent = noteOf(item, known, queue);
    const isChosen = item.state === "chosen";
    if (input.tagName === "INPUT") input.disabled = !isChosen;
    bar.hidden = item.state !== "sending";
    bar.value = item.share;
    if (told.textContent !== toldOf(item)) told.textContent = toldOf(item);
    element.className = item.state;
    fillTools(tools, item, queue, context);
  }
  return { element, fill };
}

function noteOf(item, known, queue) {
  if (!item.organ) return say("choose_organ");
  if (!known) return say("organ_unknown");
  const others = queue.items.filter((one) => one !== item && one.organ === item.organ && UNSENT.includes(one.state));
  if (others.length && UNSENT.includes(item.state)) return say("file_same_organ");
  return known.submissions ? say("handed_in_before", known.submissions, stateName(known.standing)) : "";
}

// Drawn anew only where something else can be done: a button that has the focus keeps it.
function fillTools(tools, item, queue, context) {
  if (tools.dataset.state === item.state) return;
  tools.dataset.state = item.state;
  const report = () => context.hash(`reports/${encodeURIComponent(item.under)}`);
  replaceChildren(
    tools,
    item.state === "done" && link(report(), say("open_report")),
    item.state === "refused" && h("button", { type: "button", onclick: () => { item.state = "chosen"; item.ended = new AbortController(); queue.draw(); } }, say("send_again")),
    ["chosen", "refused", "done"].includes(item.state) && h("button", { type: "button", "aria-label": say("remove_file", item.file.name), onclick: () => queue.remove(item) }, say("remove")),
  );
}

function sizeOf(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function listenToDrops(zone, take) {
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    take(event.dataTransfer.files);
  });
}
