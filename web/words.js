// The page's words in the language that is chosen; what is filled in is always shown as text.
import { entries } from "./entries.js";
import { labels } from "./labels.js";

const KEPT = "gouji.language";
const TAGS = ["zh-CN", "en"];
const MONTHS = ["numeric", "short"]; // in figures the order of English days is anybody's guess
let chosen = kept();

function kept() {
  try {
    return localStorage.getItem(KEPT) === "en" ? 1 : 0;
  } catch {
    return 0; // a browser that keeps nothing
  }
}

export function say(name, ...values) {
  let next = 0;
  return entries[name][chosen].replace(/\{\}/g, () => String(values[next++]));
}

// Whether there is such a word: what the API names may be newer than this page.
export function says(name) {
  return Object.hasOwn(entries, name);
}

// The words of a report's own page.
export function wordsOfReport() {
  return Object.fromEntries(Object.entries(labels).map(([name, both]) => [name, both[chosen]]));
}

export function language() {
  return TAGS[chosen];
}

export function switchLanguage() {
  chosen = 1 - chosen;
  try {
    localStorage.setItem(KEPT, TAGS[chosen]);
  } catch {
    // It holds until the page is left.
  }
}

export function number(value) {
  return new Intl.NumberFormat(language()).format(value);
}

export const DAY = 86_400_000; // milliseconds
const CHINA = 8 * 3_600_000; // ahead of UTC

// The day in China of a time in milliseconds, as the day itself reads: its midnight in UTC.
export function dayOf(at) {
  return Math.floor((at + CHINA) / DAY) * DAY;
}

// A day as YYYY-MM-DD, or a time of the API (UTC), as the day in China.
export function day(text) {
  const at = text.length > 10 ? new Date(text) : new Date(`${text}T00:00:00+08:00`);
  return new Intl.DateTimeFormat(language(), { timeZone: "Asia/Shanghai", year: "numeric", month: MONTHS[chosen], day: "numeric" }).format(at);
}

// A time of the API (UTC) as the clock in China has it.
export function time(text) {
  return new Intl.DateTimeFormat(language(), { timeZone: "Asia/Shanghai", year: "numeric", month: MONTHS[chosen], day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(text));
}
