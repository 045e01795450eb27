// Signing in at whoever issues the tokens (OpenID Connect, authorization code with PKCE). Tokens stay in memory: what is
// kept over the way there and back is only what proves that the answer is ours, and where one was.
import { claimsOf, config, hold, leave, lose } from "./session.js";

const KEPT = "gouji.sign-in";
const EARLY = 60; // seconds before its end at which a token is renewed
const SOONEST = 10;
const LONGEST = 2 ** 31 / 1000 - 1; // seconds that a timer takes
let timer = null;
let turn = 0; // of signing in: what comes after somebody signed out signs nobody in

// Go and sign in; comes back to the page with a code, and then to the route.
export async function signIn(route) {
  const found = await discovered();
  const [state, nonce, verifier] = [random(), random(), random()];
  sessionStorage.setItem(KEPT, JSON.stringify({ state, nonce, verifier, route }));
  const asked = new URL(found.authorization_endpoint);
  const query = {
    response_type: "code",
    client_id: config.client,
    redirect_uri: ownAddress(),
    scope: config.scopes,
    state,
    nonce,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  location.assign(asked.href);
}

// What came back with the address, which is cleared of it. Gives why nobody is signed in, as a word and what is
// filled in, or null.
export async function comeBack() {
  const given = new URLSearchParams(location.search);
  if (!given.has("state") || !(given.has("code") || given.has("error"))) return null;
  const kept = taken();
  history.replaceState(null, "", `${location.pathname}${kept?.route || "#/"}`);
  if (!kept || kept.state !== given.get("state") || (given.has("iss") && given.get("iss") !== config.issuer)) return ["fault_state"];
  if (given.has("error")) return ["fault_refused", given.get("error").slice(0, 100)];
  return exchange({ grant_type: "authorization_code", code: given.get("code"), redirect_uri: ownAddress(), code_verifier: kept.verifier }, kept.nonce);
}

function taken() {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return text && JSON.parse(text);
}

function ownAddress() {
  return location.origin + location.pathname;
}

async function discovered() {
  const answer = await fetch(`${config.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, { credentials: "omit" });
  const found = await answer.json();
  if (found.issuer !== config.issuer) throw new Error("another issuer");
  return found;
}

// The tokens are forgotten; at the issuer somebody may still be signed in.
export function signOut() {
  clearTimeout(timer);
  turn += 1;
  leave();
}

async function exchange(asked, nonce) {
  const mine = turn;
  let tokens;
  try {
    const found = await discovered();
    const body = new URLSearchParams({ client_id: config.client, ...asked });
    const answer = await fetch(found.token_endpoint, { method: "POST", body, credentials: "omit" });
    if (!answer.ok) return ["fault_token"];
    tokens = await answer.json();
  } catch {
    return ["fault_issuer"];
  }
  if (mine !== turn) return null;
  if (!isOurs(tokens, nonce)) return ["fault_token"];
  keep(tokens, asked.refresh_token);
  return null;
}

// The id token came straight from the issuer; what it says must be of this attempt (OpenID Connect Core, 3.1.3.7).
function isOurs(tokens, nonce) {
  if (typeof tokens[config.token] !== "string") return false;
  if (typeof tokens.id_token !== "string") return true;
  const said = claimsOf(tokens.id_token);
  const isRenewed = nonce === null && said.nonce === undefined;
  return said.iss === config.issuer && [said.aud].flat().includes(config.client) && (isRenewed || said.nonce === nonce);
}

function keep(tokens, last) {
  hold(tokens[config.token]);
  clearTimeout(timer);
  const renewal = tokens.refresh_token ?? last;
  const seconds = Math.min(Number(tokens.expires_in) || LONGEST, LONGEST);
  if (renewal) timer = setTimeout(() => renew(renewal), Math.max(seconds - EARLY, SOONEST) * 1000);
  else timer = setTimeout(lose, seconds * 1000);
}

async function renew(token) {
  const mine = turn;
  const fault = await exchange({ grant_type: "refresh_token", refresh_token: token }, null);
  if (fault && mine === turn) timer = setTimeout(lose, EARLY * 1000);
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
