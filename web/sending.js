// Handing in one file: a form from the API, the file to the bucket with progress, and then its verdict. Once, whatever
// happens on the way: before anything is sent again it is looked whether it has come.
import { until, wait } from "./parts.js";

const TRIES = 4;
const PAUSE = 1500; // milliseconds before the second try; then twice as long each time
const UNJUDGED = new Set(["received"]);

// The bucket did not take it: its code, and whether another form may help.
export class Refusal extends Error {
  constructor(status, code) {
    super(code || String(status));
    this.status = status;
    this.code = code;
  }
}

// Send it. `tell(state, share)` says how far it is. Gives the upload, as the list of versions has it.
export async function send({ api, organ, file, signal, tell }) {
  const before = await uploadsOf(api, organ);
  let form = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      form = await formOf(api, organ, file, form);
      tell("sending", 0);
      await put(form, file, signal, (share) => tell("sending", share));
      return await arrived({ api, organ, key: form.key, before, signal });
    } catch (error) {
      if (signal.aborted || !isWorthAnotherTry(error) || attempt === TRIES) throw error;
      if (error.status === 403) form = null; // of a form that is no longer good
      tell("again", attempt);
      await wait(PAUSE * 2 ** (attempt - 1), signal);
      const there = form && (await found({ api, organ, key: form.key, before }).catch(() => null));
      if (there) return there;
    }
  }
}

// Until its verdict is there.
export function judged({ api, organ, upload, signal }) {
  const path = `reports/${encodeURIComponent(organ)}/versions/${encodeURIComponent(upload.upload_id)}`;
  return until(() => api.get(path), (version) => !UNJUDGED.has(version.upload.state), signal);
}

function isWorthAnotherTry(error) {
  if (error instanceof Refusal) return error.status === 0 || error.status === 403 || error.status >= 500;
  return !error.status || error.status >= 500;
}

async function formOf(api, organ, file, form) {
  const isGood = form && new Date(form.expires_at).getTime() - Date.now() > 30_000;
  return isGood ? form : api.post("uploads", { organ, file: file.name, size: file.size });
}

// The file goes last, as the form's description has it.
function put(form, file, signal, tell) {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.url);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && tell(event.loaded / event.total));
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(new Refusal(request.status, codeOf(request.responseText)))));
    request.addEventListener("error", () => reject(new Refusal(0, "")));
    request.addEventListener("abort", () => reject(new Refusal(0, "")));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function codeOf(text) {
  return /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? "";
}

async function uploadsOf(api, organ) {
  try {
    const page = await api.get(`reports/${encodeURIComponent(organ)}/versions`, { limit: 100 });
    return new Map(page.items.map((one) => [one.upload_id, one]));
  } catch (error) {
    if (error.status === 404) return new Map();
    throw error;
  }
}

// What lies under the key and was not there before.
async function found({ api, organ, key, before }) {
  const now = await uploadsOf(api, organ);
  return [...now.values()].find((one) => one.key === key && !before.has(one.upload_id)) ?? null;
}

function arrived({ signal, ...about }) {
  return until(() => found(about), (upload) => upload !== null, signal, { first: 500, most: 5000 });
}
