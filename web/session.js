// Who is signed in. The token lives in this module and nowhere else: no storage, no address, no cookie has it.

export const config = JSON.parse(document.querySelector("meta[name=gouji-config]").content);

const listeners = [];
let token = null;
let claims = {};
let isLeft = false; // somebody signed out, and nobody in since

// Of a link that carries a token: only where nobody can be signed in with; else a link could sign somebody in as somebody else.
export function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!given) return;
  const to = new URLSearchParams(location.hash.slice(1)).get("to") ?? "/";
  history.replaceState(null, "", `#${to.startsWith("/") ? to : "/"}`);
  if (!config.client) hold(given);
}

// The same of what somebody pastes: such a link, or the token alone. Whether there is one in it.
export function enter(text) {
  const given = /(?:^|[#&])token=([^&\s]+)/.exec(text)?.[1] ?? text.trim();
  if (config.client || !Object.keys(claimsOf(given)).length) return false;
  hold(given);
  return true;
}

export function hold(given) {
  const before = who();
  token = given;
  claims = claimsOf(given);
  isLeft = false;
  tell(who() === before);
}

// Whose token it is, and what may be done with it: what is shown holds for these.
function who() {
  return JSON.stringify([claims.iss, claims.sub, claims.offices, claims.reviews, claims.organs]);
}

// What a token says; nothing here hangs on it but what is shown: the API looks for itself.
export function claimsOf(text) {
  try {
    const bytes = Uint8Array.from(atob(text.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

export function bearer() {
  return token;
}

export function isSignedIn() {
  return token !== null;
}

// Whether the token's time is over.
export function isOver() {
  return typeof claims.exp === "number" && claims.exp * 1000 <= Date.now();
}

// The token is no longer taken. Whoever shows something keeps it, so that nothing is lost that was typed.
export function lose() {
  if (token === null) return;
  token = null;
  tell();
}

// Somebody signs out: nothing is known of them any more.
export function leave() {
  token = null;
  claims = {};
  isLeft = true;
  tell();
}

export function hasLeft() {
  return isLeft;
}

export function onChange(listener) {
  listeners.push(listener);
}

// `isSame`: somebody goes on with another token, as after a renewal.
function tell(isSame = false) {
  for (const listener of listeners) listener(isSignedIn(), isSame);
}

function listed(claim) {
  if (Array.isArray(claim)) return claim.map(String);
  return typeof claim === "string" ? claim.replace(/^\[|\]$/g, "").split(/\s+/).filter(Boolean) : [];
}

// The offices whose years may be read, or decided for.
export function offices() {
  return [...new Set([...listed(claims.offices), ...listed(claims.reviews)])];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// The organs whose reports may be handed in and read, as [office, organ].
export function organs() {
  return listed(claims.organs).flatMap((text) => {
    const cut = decoded(text).indexOf("/");
    return cut < 0 ? [] : [[decoded(text).slice(0, cut), decoded(text).slice(cut + 1)]];
  });
}

export function name() {
  return typeof claims.name === "string" && claims.name ? claims.name : String(claims.sub ?? "");
}
