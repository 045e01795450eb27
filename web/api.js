// The HTTP API: JSON in and out, problems as exceptions, nobody's answers to anybody else.
import { bearer, config, isOver, lose } from "./session.js";

const BASE = new URL(config.api ?? "./", document.baseURI);

export class Problem extends Error {
  constructor(told) {
    super(told.detail);
    this.status = told.status;
    this.title = told.title;
    this.detail = told.detail;
    this.may = told.may ?? null;
    this.errors = told.errors ?? null;
    this.told = told;
  }
}

// The network, not the API, is at fault.
export class Unreached extends Error {}

// The API as one office's year sees it; a path that begins with "/" is of the whole API.
export function apiOf(office, year) {
  const below = `/offices/${encodeURIComponent(office)}/years/${encodeURIComponent(year)}`;
  const address = (path, query = {}) => addressOf(path.startsWith("/") ? path : [below, path].filter(Boolean).join("/"), query);
  return {
    address,
    get: (path, query, options) => ask("GET", address(path, query), options),
    // With its ETag: what is written in its place names it, so that nobody's change in between is lost.
    read: (path) => ask("GET", address(path), { tagged: true }),
    post: (path, body, { key, query } = {}) =>
      ask("POST", address(path, query), { body: JSON.stringify(body), type: "application/json", key }),
    put: (path, body, { type = "application/json", match } = {}) =>
      ask("PUT", address(path), { body: type === "application/json" ? JSON.stringify(body) : body, type, match }),
  };
}

function addressOf(path, query) {
  const address = new URL(path.slice(1), BASE);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") address.searchParams.set(name, value);
  }
  return address.href;
}

const MOST_KEPT_ALIVE = 50_000; // bytes of a body that a browser sends on after its page is gone

async function ask(method, address, { body, type, key, match, blob = false, tagged = false, signal } = {}) {
  const headers = {};
  const token = bearer();
  if (token) headers.Authorization = `Bearer ${token}`;
  if (type) headers["Content-Type"] = type;
  if (key) headers["Idempotency-Key"] = key;
  if (match) headers["If-Match"] = match;
  const keepalive = method === "POST" && body.length < MOST_KEPT_ALIVE / 3;
  const answer = await reached(address, { method, headers, body, keepalive, signal }).catch((error) => {
    // From another origin the gateway's refusal of a token cannot be read.
    if (!(error instanceof Unreached) || token !== bearer() || !isOver()) throw error;
    lose();
    throw new Problem({ status: 401, detail: "Unauthorized" });
  });
  if (!answer.ok) throw await problemOf(answer, token);
  if (blob) return answer.blob();
  if (tagged) return { answer: await answer.json(), tag: answer.headers.get("ETag") };
  return answer.status === 204 ? null : answer.json();
}

async function reached(address, request) {
  try {
    return await fetch(address, { ...request, credentials: "omit", referrerPolicy: "no-referrer" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreached(error.message);
  }
}

async function problemOf(answer, token) {
  if (answer.status === 401 && token === bearer()) lose();
  const told = await answer.json().catch(() => ({}));
  // The gateway's own refusals have nothing but a message.
  return new Problem({ status: answer.status, title: answer.statusText, detail: told.message ?? String(answer.status), ...told });
}
