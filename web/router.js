// Where one is: `#/<office>/<year>/<view>/…?<query>`, each part percent-encoded, so that a route can be kept and sent.

export function routeOf(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?");
  const [office = "", year = "", view = "", ...rest] = path.replace(/^\//, "").split("/").map(decoded);
  return { office, year, view, rest: rest.filter(Boolean), query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// The address of a route of an office's year; `path`: as it stands in an address, encoded, with its query.
export function hashOf(office, year, path = "") {
  return `#/${encodeURIComponent(office)}/${encodeURIComponent(year)}/${path}`;
}

// The same view with another query: it takes no place of its own among those that one goes back to.
export function rewrite(hash) {
  history.replaceState(history.state, "", hash);
}

export function listen(show) {
  addEventListener("hashchange", show);
}
