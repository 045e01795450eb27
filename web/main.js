// The beginning: who is it, where is one, which view is shown.
import { apiOf, Problem, Unreached } from "./api.js";
import { decider, finish, undoable } from "./decide.js";
import { h, replaceChildren } from "./dom.js";
import { enteringForm } from "./entering.js";
import { comeBack, signIn, signOut } from "./oidc.js";
import { hashOf, listen, routeOf } from "./router.js";
import * as session from "./session.js";
import { announce, fillHead, frame, tellSession } from "./shell.js";
import { keysOfView, listenToKeys } from "./shortcuts.js";
import { language, say } from "./words.js";

const VIEWS = {
  "": () => import("./season.js"),
  home: () => import("./home.js"),
  reports: () => import("./report.js"),
  totals: () => import("./totals.js"),
  upload: () => import("./upload.js"),
  settings: () => import("./settings.js"),
  rules: () => import("./rules.js"),
};

let place = null;
let takeDown = null;
let turn = 0; // of showing: what comes too late is not shown
let isShown = false; // whether what the route names stands there
const known = new Map(); // of each office: its years; of each year: what may be done

async function boot() {
  session.begin();
  const fault = await comeBack();
  drawFrame();
  session.onChange(tellSession);
  session.onChange((isSignedIn, isSame) => {
    if (isSame && isShown) return; // what is being typed stays
    known.clear(); // it may be somebody else
    if (isSignedIn || session.hasLeft()) show({ isMove: session.hasLeft() });
  });
  listenToKeys();
  listen(() => {
    session.begin(); // a link that was opened in this very page
    show({ isMove: true });
  });
  await show({ fault });
  document.documentElement.dataset.ready = "true";
}

async function goAndSignIn() {
  try {
    await signIn(location.hash);
  } catch {
    announce(say("sign_in_failed", say("fault_issuer")), { fault: true });
  }
}

// What was decided is done first, while there is a token.
async function goAndSignOut() {
  await finish();
  signOut();
}

function drawFrame() {
  place = frame({ again: restart, signIn: goAndSignIn, signOut: goAndSignOut });
}

function restart() {
  drawFrame();
  show();
}

async function show({ isMove = false, fault = null } = {}) {
  const mine = ++turn;
  isShown = false;
  takeDown?.();
  takeDown = null;
  keysOfView([]);
  const route = routeOf(location.hash);
  place.removeAttribute("aria-busy");
  if (!session.isSignedIn()) {
    fillHead({});
    askToSignIn(fault);
  } else {
    replaceChildren(place, h("p", { class: "loading" }, say("loading")));
    place.setAttribute("aria-busy", "true");
    try {
      await showRoute(route, mine);
    } catch (error) {
      if (mine === turn) showFault(error);
    }
    if (mine === turn) place.removeAttribute("aria-busy");
  }
  if (isMove && mine === turn) place.focus({ preventScroll: true });
  if (isMove && mine === turn) scrollTo(0, 0);
}

async function showRoute(route, mine) {
  const isOrgan = Boolean(route.office) && !session.offices().includes(route.office);
  if (!route.office || !route.year) {
    await chooseYear(route, mine);
    return;
  }
  const years = isOrgan ? [] : await yearsOf(route.office);
  const may = isOrgan ? ["hand_in"] : await mayIn(route.office, route.year);
  if (mine !== turn) return;
  fillHead({ route, years, isOrgan });
  const load = VIEWS[route.view === "" && isOrgan ? "home" : route.view];
  if (!load) throw new Problem({ status: 404, title: say("not_shown"), detail: say("no_view") });
  const module = await load().catch(() => {
    throw new Problem({ status: 404, title: say("not_shown"), detail: say("updated") });
  });
  if (mine !== turn) return;
  const element = h("div", { class: `view ${route.view || "season"}` }, h("p", { class: "loading" }, say("loading")));
  document.title = [say("of_year", route.year), route.office, say("product")].join(" · ");
  replaceChildren(place, element);
  const done = await module.show(element, contextOf(route, may));
  if (mine !== turn) {
    done?.();
    return;
  }
  takeDown = done ?? null;
  isShown = true;
}

// What a view is given; its paths are of this office's year.
function contextOf(route, may) {
  const { office, year, view, rest, query } = route;
  const api = apiOf(office, year);
  return {
    ...{ office, year, view, rest, query, api, may, announce, undoable },
    go: (path) => (location.hash = hashOf(office, year, path)),
    hash: (path) => hashOf(office, year, path),
    decide: decider(api, announce),
    keys: keysOfView,
    organs: session.organs().filter(([of]) => of === office).map(([, organ]) => organ),
    language: language(),
    again: () => show(),
  };
}

async function yearsOf(office) {
  if (!known.has(office)) known.set(office, (await apiOf(office, "").get(`/offices/${encodeURIComponent(office)}/years`)).items);
  return known.get(office);
}

async function mayIn(office, year) {
  const name = `${office}/${year}`;
  if (!known.has(name)) known.set(name, [...(await apiOf(office, year).get("")).may, "hand_in"]);
  return known.get(name);
}

// Without a route: straight to the newest year where there is one office, else a choice.
async function chooseYear(route, mine) {
  const offices = session.offices();
  const organs = session.organs();
  const last = String(new Date().getFullYear() - 1); // of the reports that are handed in now
  if (!offices.length && !organs.length) throw new Problem({ status: 403, title: say("not_shown"), detail: say("fault_nowhere") });
  const office = route.office || (offices.length === 1 ? offices[0] : "");
  if (office && offices.includes(office)) {
    const years = await yearsOf(office);
    if (mine === turn) location.replace(hashOf(office, years[0] ?? last));
  } else if (!offices.length && new Set(organs.map(([of]) => of)).size === 1) {
    location.replace(hashOf(organs[0][0], last));
  } else {
    fillHead({});
    const all = [...new Set([...offices, ...organs.map(([of]) => of)])];
    replaceChildren(place, h("h1", {}, say("choose_office")), h("ul", { class: "offices" }, all.map((one) => h("li", {}, h("a", { href: `#/${encodeURIComponent(one)}${offices.includes(one) ? "" : `/${last}/`}` }, one)))));
  }
}

function askToSignIn(fault) {
  const { client } = session.config;
  const hasLeft = session.hasLeft();
  document.title = say("product");
  replaceChildren(
    place,
    h("h1", {}, say(hasLeft ? "left" : "sign_in_title")),
    hasLeft ? h("p", {}, say(client ? "left_told" : "left_told_link")) : !client && h("p", {}, say("sign_in_by_link")),
    fault && h("p", { class: "fault", role: "alert" }, say("sign_in_failed", say(...fault))),
    client ? h("p", {}, h("button", { type: "button", class: "main", onclick: goAndSignIn }, say("sign_in"))) : enteringForm(),
  );
}

function showFault(error) {
  if (error instanceof Problem && error.status === 401) return; // told in the frame
  const text = error instanceof Unreached ? say("no_network") : error.detail;
  if (!text) throw error;
  replaceChildren(place, h("h1", {}, error.title ?? say("not_shown")), h("p", { role: "alert" }, text), h("p", {}, h("button", { type: "button", onclick: () => show() }, say("retry"))));
}

boot();
